namespace MlMesh.Mesh.Resources;

/// <summary>Preferences among localities.</summary>
public sealed record LocalityLoadBalancerSetting
{
    /// <summary>Shares by locality.</summary>
    public IReadOnlyList<LocalityDistribute> Distribute { get; init; } = [];

    /// <summary>Fail-over by region.</summary>
    public IReadOnlyList<LocalityFailover> Failover { get; init; } = [];

    /// <summary>Labels by priority.</summary>
    public IReadOnlyList<string> FailoverPriority { get; init; } = [];

    /// <summary>Whether it is on.</summary>
    public bool? Enabled { get; init; }
}
