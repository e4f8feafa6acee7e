namespace MlMesh.AppHost;

/// <summary>A process that stands for a pod of the mesh.</summary>
/// <param name="Project">The process.</param>
/// <param name="App">The label <c>app</c>, which the Service in front of the pod selects by.</param>
internal sealed record MeshWorkload(IResourceBuilder<ProjectResource> Project, string App)
{
    /// <summary>The pod's namespace.</summary>
    public string Namespace { get; init; } = "ml-services";

    /// <summary>The pod's service account.</summary>
    public string ServiceAccount { get; init; } = App;

    /// <summary>The targetPort of its Service: what policies mean by its port.</summary>
    public string Port { get; init; } = "8080";

    /// <summary>Labels besides <c>app</c>.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether it is a gateway, with no application behind its proxy.</summary>
    public bool IsGateway { get; init; }
}
