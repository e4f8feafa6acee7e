namespace MlMesh.Mesh.Resources;

/// <summary>When a pod is ejected.</summary>
public sealed record OutlierDetection
{
    /// <summary>Removed long ago; warned about and without effect.</summary>
    public int ConsecutiveErrors { get; init; }

    /// <summary>Whether failures to connect are counted apart.</summary>
    public bool SplitExternalLocalOriginErrors { get; init; }

    /// <summary>Failures to connect in a row, when counted apart; absent: 5.</summary>
    public uint? ConsecutiveLocalOriginFailures { get; init; }

    /// <summary>502, 503 and 504 in a row; 0: off; absent: off.</summary>
    public uint? ConsecutiveGatewayErrors { get; init; }

    /// <summary>5xx in a row; 0: off; absent: 5.</summary>
    [WireName("consecutive5xxErrors", "consecutive_5xx_errors")]
    public uint? Consecutive5xxErrors { get; init; }

    /// <summary>Time between two sweeps; absent: 10 s.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Ejection time, times the number of ejections; absent: 30 s.</summary>
    public TimeSpan? BaseEjectionTime { get; init; }

    /// <summary>Most pods ejected at once, in percent; 0: 10.</summary>
    public int MaxEjectionPercent { get; init; }

    /// <summary>Share of healthy pods below which ejection is ignored; 0: never.</summary>
    public int MinHealthPercent { get; init; }
}
