namespace Aspire.Hosting.ApplicationModel;

/// <summary>A container, run by docker or podman.</summary>
/// <param name="name">Unique name.</param>
/// <param name="entrypoint">Overrides the image's entry point; null keeps it.</param>
public class ContainerResource(string name, string? entrypoint = null)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    /// <summary>The entry point that replaces the image's own; null keeps it.</summary>
    public string? Entrypoint { get; set; } = entrypoint;
}
