using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace MlMesh.ServiceDefaults.Prometheus;

/// <summary>Turns collected OpenTelemetry metrics into Prometheus text, one family per name, by OpenTelemetry's rules for Prometheus compatibility.</summary>
[ExportModes(ExportModes.Pull)]
internal sealed partial class PrometheusExporter(ILogger<PrometheusExporter> logger) : BaseExporter<Metric>, IPullMetricExporter
{
    private readonly PrometheusWriter _writer = new();
    private readonly HashSet<string> _reported = [];

    /// <summary>Set by the reader: collects and exports now.</summary>
    public Func<int, bool>? Collect { get; set; }

    /// <summary>The latest text; valid until the next collection.</summary>
    public ReadOnlyMemory<byte> Text => _writer.Text;

    public override ExportResult Export(in Batch<Metric> batch)
    {
        var families = new SortedDictionary<string, List<Metric>>(StringComparer.Ordinal);
        foreach (var metric in batch)
        {
            if (!PrometheusName.IsRepresentable(metric.MetricType)) continue;
            var name = PrometheusName.Of(metric);
            if (!families.TryGetValue(name, out var family)) families.Add(name, family = []);
            if (Fits(family, metric)) family.Add(metric);
            else if (_reported.Add($"{metric.MeterName}/{metric.Name}")) LogDropped(logger, metric.Name, metric.MeterName, name);
        }

        _writer.Clear();
        _writer.Target(ParentProvider.GetResource());
        foreach (var (name, metrics) in families) _writer.Family(name, metrics);
        return ExportResult.Success;
    }

    // A family has one type, and the scope label tells two meters apart; what neither separates would be a duplicate series, and Prometheus would refuse the whole scrape.
    private static bool Fits(List<Metric> family, Metric metric) =>
        family.TrueForAll(other => PrometheusName.TypeOf(other) == PrometheusName.TypeOf(metric) && other.MeterName != metric.MeterName);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Instrument {Instrument} of meter {Meter} is left out of /metrics: another one already has the name {Name}")]
    private static partial void LogDropped(ILogger logger, string instrument, string meter, string name);
}
