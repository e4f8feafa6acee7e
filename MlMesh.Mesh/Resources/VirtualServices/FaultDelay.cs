namespace MlMesh.Mesh.Resources;

/// <summary>An injected delay.</summary>
public sealed record FaultDelay
{
    /// <summary>Deprecated: share of requests, 0 to 100.</summary>
    public int Percent { get; init; }

    /// <summary>How long.</summary>
    [OneOf("http_delay_type")]
    public TimeSpan? FixedDelay { get; init; }

    /// <summary>Accepted and without effect in Istio.</summary>
    [OneOf("http_delay_type")]
    public TimeSpan? ExponentialDelay { get; init; }

    /// <summary>Share of requests; absent: none.</summary>
    public Percent? Percentage { get; init; }
}
