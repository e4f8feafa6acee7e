using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MlMesh.Mesh.Security.Authorization;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>Istio's standard metrics and the access log, from exchanges that are over.</summary>
internal sealed class SidecarTelemetry : IExchangeObserver, IDisposable
{
    // Istio's own.
    private static readonly double[] Buckets =
        [0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 300_000, 600_000, 1_800_000, 3_600_000];

    private readonly Meter _meter = new("MlMesh.Mesh");
    private readonly IstioSeriesSet _series = new();
    private readonly ObservableCounter<long> _requests;
    private readonly Histogram<double> _durations;
    private readonly ILogger _logger;
    private readonly bool _accessLog;

    public SidecarTelemetry(IOptions<MeshOptions> options, ILoggerFactory loggers)
    {
        _logger = loggers.CreateLogger(AccessLog.Category);
        _accessLog = options.Value.AccessLog;
        _requests = _meter.CreateObservableCounter("istio_requests_total", _series.Counts, description: "Requests through a proxy of the mesh, as Istio counts them.");
        _durations = _meter.CreateHistogram<double>(
            "istio_request_duration_milliseconds",
            description: "Duration of requests through a proxy of the mesh, as Istio measures it.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Buckets });
    }

    public void Completed(Exchange exchange)
    {
        if (_requests.Enabled || _durations.Enabled)
        {
            var series = _series.Of(exchange);
            series.Count();
            _durations.Record(exchange.Duration.TotalMilliseconds, series.Labels);
        }

        if (_accessLog && exchange.IsLogged)
            Log(exchange);
    }

    public void Dispose() => _meter.Dispose();

    // What a proxy could not deliver, and whom a policy refused, with the rule that did.
    private static bool IsWorthALook(Exchange exchange) => exchange.Status >= 500
        ? exchange.Flags.Length > 0
        : exchange.Details?.StartsWith(AuthorizationVerdict.RefusalDetails, StringComparison.Ordinal) ?? false;

    private void Log(Exchange exchange)
    {
        var level = IsWorthALook(exchange) ? LogLevel.Warning : LogLevel.Information;
        if (!_logger.IsEnabled(level))
            return;
        var requestId = exchange.Request.Headers.First(HeaderNames.RequestId) ?? "-";
        AccessLog.Write(
            _logger,
            level,
            exchange.Listener,
            exchange.Method,
            exchange.Path,
            exchange.Authority,
            exchange.Status,
            exchange.Flags.Length == 0 ? "-" : exchange.Flags,
            exchange.Details ?? "-",
            exchange.RouteName.Length == 0 ? "-" : exchange.RouteName,
            exchange.Cluster ?? "-",
            exchange.Upstream?.Authority ?? "-",
            exchange.Attempts,
            exchange.TransportFailure ?? "-",
            exchange.Duration.TotalMilliseconds,
            requestId,
            exchange.BodyTooLargeToRetry ? " (body larger than the retry buffer, sent once)" : "");
    }
}
