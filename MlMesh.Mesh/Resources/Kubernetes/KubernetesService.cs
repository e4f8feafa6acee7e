using System.Collections.ObjectModel;

namespace MlMesh.Mesh.Resources;

/// <summary>A Kubernetes Service.</summary>
[OtherFieldsIgnored]
public sealed record KubernetesService : MeshResource
{
    /// <summary>Virtual address; <c>None</c> for a headless one.</summary>
    [WireName("clusterIP")]
    public string ClusterIp { get; init; } = "";

    /// <summary>ClusterIP, NodePort, LoadBalancer or ExternalName.</summary>
    public string Type { get; init; } = "";

    /// <summary>The name that it stands for.</summary>
    public string ExternalName { get; init; } = "";

    /// <summary>Labels of its pods.</summary>
    public IReadOnlyDictionary<string, string> Selector { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Its ports.</summary>
    public IReadOnlyList<KubernetesServicePort> Ports { get; init; } = [];
}
