using MlMesh.Mesh.Routing.Clusters;

namespace MlMesh.Mesh.Traffic.LoadBalancing;

/// <summary>How much of its weight a young endpoint has (Envoy's slow start).</summary>
internal static class WarmupShare
{
    /// <summary>Between the minimum and 1.</summary>
    /// <param name="config">The warm-up.</param>
    /// <param name="age">How long the endpoint has been part of the cluster.</param>
    public static double Of(WarmupConfig config, TimeSpan age)
    {
        if (age >= config.Duration)
            return 1;
        // Envoy counts in whole milliseconds, at least one.
        var grown = Math.Max(1, Math.Floor(age.TotalMilliseconds)) / config.Duration.TotalMilliseconds;
        return Math.Max(Math.Pow(grown, 1 / config.Aggression), config.MinimumPercent / 100);
    }
}
