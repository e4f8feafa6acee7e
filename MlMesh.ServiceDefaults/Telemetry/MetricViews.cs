using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

namespace MlMesh.ServiceDefaults.Telemetry;

/// <summary>How instruments become metrics where OpenTelemetry's default does not fit.</summary>
internal static class MetricViews
{
    /// <summary>Seconds. From a tenth of a millisecond, as a model on one row answers faster than the five milliseconds where the conventional buckets begin.</summary>
    private static readonly double[] Seconds =
        [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private static readonly MetricStreamConfiguration InSeconds = new ExplicitBucketHistogramConfiguration { Boundaries = Seconds };

    // Counted once more by http.server.request.duration, which has the route.
    private static readonly HashSet<string> Redundant = ["aspnetcore.routing.match_attempts"];

    public static MetricStreamConfiguration? Choose(Instrument instrument) => instrument switch
    {
        _ when Redundant.Contains(instrument.Name) => MetricStreamConfiguration.Drop,
        Histogram<double> { Unit: "s", Advice: null } => InSeconds,
        _ => null,
    };
}
