namespace MlMesh.Mesh.Resources;

/// <summary>The policy of one port.</summary>
public sealed record PortTrafficPolicy
{
    /// <summary>Which port.</summary>
    public PortSelector? Port { get; init; }

    /// <summary>How a pod is chosen.</summary>
    public LoadBalancerSettings? LoadBalancer { get; init; }

    /// <summary>Limits.</summary>
    public ConnectionPoolSettings? ConnectionPool { get; init; }

    /// <summary>When a pod is ejected.</summary>
    public OutlierDetection? OutlierDetection { get; init; }

    /// <summary>TLS towards the host.</summary>
    public ClientTlsSettings? Tls { get; init; }
}
