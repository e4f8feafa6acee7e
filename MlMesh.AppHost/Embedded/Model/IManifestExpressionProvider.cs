namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something that the manifest refers to by an expression, as <c>{gateway.bindings.http.url}</c>.</summary>
public interface IManifestExpressionProvider
{
    /// <summary>The expression, in braces.</summary>
    string ValueExpression { get; }
}
