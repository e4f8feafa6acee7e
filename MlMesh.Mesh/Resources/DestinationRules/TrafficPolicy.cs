namespace MlMesh.Mesh.Resources;

/// <summary>Load balancing, connection pools, ejection and TLS for a host.</summary>
public sealed record TrafficPolicy
{
    /// <summary>How a pod is chosen.</summary>
    public LoadBalancerSettings? LoadBalancer { get; init; }

    /// <summary>Limits.</summary>
    public ConnectionPoolSettings? ConnectionPool { get; init; }

    /// <summary>When a pod is ejected; absent: never.</summary>
    public OutlierDetection? OutlierDetection { get; init; }

    /// <summary>TLS towards the host; absent: mutual TLS where the pod has a sidecar.</summary>
    public ClientTlsSettings? Tls { get; init; }

    /// <summary>Policies of single ports; they inherit nothing.</summary>
    public IReadOnlyList<PortTrafficPolicy> PortLevelSettings { get; init; } = [];

    /// <summary>Tunnelling through a forward proxy.</summary>
    [ClusterOnly("tunnelling is not run by the local mesh")]
    public TunnelSettings? Tunnel { get; init; }

    /// <summary>PROXY protocol towards the host.</summary>
    [ClusterOnly("the local mesh does not send the PROXY protocol")]
    public ProxyProtocol? ProxyProtocol { get; init; }

    /// <summary>Limit of concurrent retries relative to concurrent requests.</summary>
    public RetryBudget? RetryBudget { get; init; }
}
