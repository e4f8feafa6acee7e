namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value from outside the model: from configuration (<c>Parameters:{name}</c>), or fixed.</summary>
/// <param name="name">Unique name.</param>
/// <param name="value">Gives the value; throws when configuration lacks it.</param>
/// <param name="secret">Whether the value must not be shown.</param>
public sealed class ParameterResource(string name, Func<string> value, bool secret = false) : Resource(name), IValueProvider, IManifestExpressionProvider
{
    /// <summary>Whether the value must not be shown.</summary>
    public bool Secret { get; } = secret;

    /// <summary>The expression under which the manifest refers to it.</summary>
    public string ValueExpression => $"{{{Name}.value}}";

    internal string? PublishedDefault { get; init; }

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>(value());
}
