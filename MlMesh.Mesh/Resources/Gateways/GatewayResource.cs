using System.Collections.ObjectModel;

namespace MlMesh.Mesh.Resources;

/// <summary>Listeners of an ingress or egress gateway (Istio's Gateway).</summary>
public sealed record GatewayResource : MeshResource
{
    /// <summary>The listeners.</summary>
    public IReadOnlyList<Server> Servers { get; init; } = [];

    /// <summary>Labels of the gateway's pods.</summary>
    public IReadOnlyDictionary<string, string> Selector { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
