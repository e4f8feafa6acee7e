namespace Aspire.Hosting.ApplicationModel;

/// <summary>Delays a resource's start until another is healthy, or has exited with an expected code.</summary>
/// <param name="Dependency">The other resource.</param>
/// <param name="ExitCode">The code that it must exit with; null waits for health.</param>
internal sealed record WaitAnnotation(IResource Dependency, int? ExitCode = null) : IResourceAnnotation;
