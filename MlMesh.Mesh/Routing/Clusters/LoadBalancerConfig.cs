namespace MlMesh.Mesh.Routing.Clusters;

/// <summary>How a cluster chooses an endpoint.</summary>
public sealed record LoadBalancerConfig
{
    /// <summary>Istio's default: LEAST_REQUEST.</summary>
    public static LoadBalancerConfig Default { get; } = new();

    /// <summary>The policy.</summary>
    public LoadBalancerKind Kind { get; init; } = LoadBalancerKind.LeastRequest;

    /// <summary>RingHash: the least number of entries on the ring.</summary>
    public ulong MinimumRingSize { get; init; } = 1024;

    /// <summary>Maglev: the size of the table, a prime.</summary>
    public ulong MaglevTableSize { get; init; } = 65537;

    /// <summary>How a new endpoint's share grows; none gives it its whole share at once.</summary>
    public WarmupConfig? Warmup { get; init; }
}
