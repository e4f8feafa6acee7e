namespace MlMesh.Mesh.Routing.Clusters;

/// <summary>When endpoints are ejected and for how long, Istio's and Envoy's defaults applied. A threshold of 0 is off.</summary>
public sealed record OutlierDetectionConfig
{
    /// <summary><c>consecutive5xxErrors</c>: 5xx answers, and, unless split, local failures too.</summary>
    public uint Consecutive5xx { get; init; } = 5;

    /// <summary><c>consecutiveGatewayErrors</c>: 502, 503, 504.</summary>
    public uint ConsecutiveGatewayErrors { get; init; }

    /// <summary><c>splitExternalLocalOriginErrors</c>: connect failures, resets and timeouts count apart.</summary>
    public bool SplitLocalOriginErrors { get; init; }

    /// <summary><c>consecutiveLocalOriginFailures</c>; only when split.</summary>
    public uint ConsecutiveLocalOriginFailures { get; init; } = 5;

    /// <summary><c>interval</c> between sweeps that let endpoints back in.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary><c>baseEjectionTime</c>, multiplied by the number of ejections in a row.</summary>
    public TimeSpan BaseEjectionTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Upper bound of an ejection: the greater of 300 s and the base.</summary>
    public TimeSpan MaxEjectionTime { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary><c>maxEjectionPercent</c>: how many endpoints may be out, the candidate included.</summary>
    public uint MaxEjectionPercent { get; init; } = 10;

    /// <summary><c>minHealthPercent</c>: below it all endpoints are used, healthy or not; 0 never.</summary>
    public uint MinHealthPercent { get; init; }
}
