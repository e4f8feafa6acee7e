namespace MlMesh.Mesh.Resources;

/// <summary>Settings for metrics.</summary>
public sealed record Metrics
{
    /// <summary>Where they go.</summary>
    public IReadOnlyList<ProviderRef> Providers { get; init; } = [];

    /// <summary>Changes.</summary>
    public IReadOnlyList<MetricsOverrides> Overrides { get; init; } = [];

    /// <summary>How often TCP metrics are reported.</summary>
    public TimeSpan? ReportingInterval { get; init; }
}
