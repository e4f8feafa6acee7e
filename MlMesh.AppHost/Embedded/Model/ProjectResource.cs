namespace Aspire.Hosting.ApplicationModel;

/// <summary>A .NET project, run as a process of its own.</summary>
/// <param name="name">Unique name.</param>
public sealed class ProjectResource(string name) : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport;
