namespace MlMesh.Mesh.Resources;

/// <summary>Which metrics.</summary>
public sealed record MetricSelector
{
    /// <summary>A standard one.</summary>
    [OneOf("metric_match")]
    public IstioMetric? Metric { get; init; }

    /// <summary>Another.</summary>
    [OneOf("metric_match")]
    public string? CustomMetric { get; init; }

    /// <summary>Client, server or both.</summary>
    public WorkloadMode Mode { get; init; }
}
