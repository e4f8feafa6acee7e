namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a container's entry point is given before the arguments of the model; asked late, as it may depend on later calls.</summary>
internal sealed record ContainerCommandAnnotation(Func<IReadOnlyList<string>> Arguments) : IResourceAnnotation;
