namespace MlMesh.Mesh.Traffic.Outliers;

/// <summary>What outlier detection remembers of one endpoint. Guarded by its detector.</summary>
internal sealed class HostMonitor
{
    /// <summary>5xx answers, and unsplit local failures, since the last good one.</summary>
    public uint Consecutive5xx { get; set; }

    /// <summary>502, 503 and 504 in a row.</summary>
    public uint ConsecutiveGatewayErrors { get; set; }

    /// <summary>Local failures in a row, when they count apart.</summary>
    public uint ConsecutiveLocalFailures { get; set; }

    /// <summary>Whether it is ejected.</summary>
    public bool Ejected { get; set; }

    /// <summary>Timestamp of the last ejection.</summary>
    public long EjectedAt { get; set; }

    /// <summary>Ejections in a row, lowered by one at each interval without failing.</summary>
    public int Backoff { get; set; }

    /// <summary>Forgets all failures.</summary>
    public void ResetFailures() => Consecutive5xx = ConsecutiveGatewayErrors = ConsecutiveLocalFailures = 0;
}
