namespace MlMesh.Mesh.Resources;

/// <summary>How requests to its hosts are routed (Istio's VirtualService).</summary>
public sealed record VirtualService : MeshResource
{
    /// <summary>The hosts that it applies to; empty for a delegate.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Gateways (<c>name</c> or <c>namespace/name</c>) and <c>mesh</c> for sidecars; empty means <c>mesh</c>.</summary>
    public IReadOnlyList<string> Gateways { get; init; } = [];

    /// <summary>HTTP rules; the first that matches wins.</summary>
    public IReadOnlyList<HttpRoute> Http { get; init; } = [];

    /// <summary>Rules for passed-through TLS.</summary>
    [ClusterOnly("TLS is not routed by the local mesh")]
    public IReadOnlyList<TlsRoute> Tls { get; init; } = [];

    /// <summary>Rules for plain TCP.</summary>
    [ClusterOnly("TCP is not routed by the local mesh")]
    public IReadOnlyList<TcpRoute> Tcp { get; init; } = [];

    /// <summary>Namespaces that see it: <c>.</c>, <c>*</c>, <c>~</c> or a name; empty means the mesh's default.</summary>
    public IReadOnlyList<string> ExportTo { get; init; } = [];
}
