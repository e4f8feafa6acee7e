namespace MlMesh.Mesh.Resources;

/// <summary>How a pod is chosen.</summary>
public sealed record LoadBalancerSettings
{
    /// <summary>One of the simple algorithms.</summary>
    [OneOf("lb_policy")]
    public SimpleLoadBalancer? Simple { get; init; }

    /// <summary>A key that keeps choosing the same pod.</summary>
    [OneOf("lb_policy")]
    public ConsistentHash? ConsistentHash { get; init; }

    /// <summary>Preferences among localities.</summary>
    [ClusterOnly("local endpoints have no locality")]
    public LocalityLoadBalancerSetting? LocalityLbSetting { get; init; }

    /// <summary>Deprecated: how long a new pod is ramped up.</summary>
    public TimeSpan? WarmupDurationSecs { get; init; }

    /// <summary>How a new pod is ramped up.</summary>
    public WarmupConfiguration? Warmup { get; init; }
}
