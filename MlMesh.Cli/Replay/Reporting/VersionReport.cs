using MlMesh.Cli.Replay.Results;

namespace MlMesh.Cli.Replay.Reporting;

/// <summary>What one version answered at one address, and how good it was.</summary>
/// <param name="Version">The version that answered, by its own word.</param>
/// <param name="Target">"gateway", or the name given to <c>--compare</c>.</param>
/// <param name="Predictions">How many it answered.</param>
/// <param name="LateShare">The share of these flights that were late.</param>
/// <param name="Degraded">How many it answered from defaults, as the store was away.</param>
/// <param name="Auc">See <see cref="Quality"/>.</param>
/// <param name="LogLoss">See <see cref="Quality"/>.</param>
/// <param name="Brier">See <see cref="Quality"/>.</param>
/// <param name="P50Milliseconds">The latency that half of its answers did not exceed.</param>
/// <param name="P99Milliseconds">The latency that 99 % of its answers did not exceed.</param>
internal sealed record VersionReport(
    string Version, string Target, int Predictions, double LateShare, long Degraded, double? Auc, double? LogLoss, double? Brier, double? P50Milliseconds, double? P99Milliseconds)
{
    public static VersionReport Of(string target, string version, VersionResults results)
    {
        var all = results.All.ToArray();
        var quality = Quality.Of(all);
        return new VersionReport(
            version,
            target,
            all.Length,
            all.Count(p => p.Late) / (double)all.Length,
            results.Degraded,
            quality.Auc,
            quality.LogLoss,
            quality.Brier,
            results.Latency.Milliseconds(0.5),
            results.Latency.Milliseconds(0.99));
    }
}
