namespace Aspire.Hosting.ApplicationModel;

/// <summary>Arguments: texts, or values that are known when the resource starts.</summary>
internal sealed record ArgumentsAnnotation(IReadOnlyList<object> Arguments) : IResourceAnnotation;
