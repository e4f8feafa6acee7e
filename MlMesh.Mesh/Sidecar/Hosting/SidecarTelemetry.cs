using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>Istio's standard metrics and the access log, from exchanges that are over.</summary>
internal sealed class SidecarTelemetry : IExchangeObserver, IDisposable
{
    private readonly Meter _meter = new("MlMesh.Mesh");
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _durations;
    private readonly ILogger<SidecarTelemetry> _logger;
    private readonly bool _accessLog;

    public SidecarTelemetry(IOptions<MeshOptions> options, ILogger<SidecarTelemetry> logger)
    {
        _logger = logger;
        _accessLog = options.Value.AccessLog;
        _requests = _meter.CreateCounter<long>("istio_requests_total", description: "Requests through a proxy of the mesh, as Istio counts them.");
        _durations = _meter.CreateHistogram<double>("istio_request_duration_milliseconds", description: "Duration of requests through a proxy of the mesh, as Istio measures it.");
    }

    public void Completed(Exchange exchange)
    {
        var tags = Tags(exchange);
        _requests.Add(1, tags);
        _durations.Record(exchange.Duration.TotalMilliseconds, tags);
        if (_accessLog)
            Log(exchange);
    }

    public void Dispose() => _meter.Dispose();

    private static TagList Tags(Exchange exchange)
    {
        var inbound = exchange.Listener == ListenerKind.Inbound;
        var peer = inbound ? null : exchange.Upstream?.Workload;
        var own = exchange.Workload;
        var mutual = exchange.Connection.PeerIdentity is not null;
        return new TagList
        {
            { "reporter", inbound ? "destination" : "source" },
            { "source_workload", inbound ? "unknown" : own.Name },
            { "source_workload_namespace", inbound ? "unknown" : own.Namespace },
            { "source_principal", inbound ? exchange.Connection.PeerIdentity ?? "unknown" : "unknown" },
            { "destination_workload", inbound ? own.Name : peer?.Name ?? "unknown" },
            { "destination_workload_namespace", inbound ? own.Namespace : peer?.Namespace ?? "unknown" },
            { "destination_app", (inbound ? own : peer)?.Labels.GetValueOrDefault("app") ?? "unknown" },
            { "destination_version", (inbound ? own : peer)?.Labels.GetValueOrDefault("version") ?? "unknown" },
            { "destination_service", exchange.ClusterConfig?.Host is { Length: > 0 } host ? host : exchange.Authority },
            { "destination_service_name", exchange.ClusterConfig?.Host.Split('.')[0] is { Length: > 0 } name ? name : "unknown" },
            { "request_protocol", "http" },
            { "response_code", exchange.Status.ToString(CultureInfo.InvariantCulture) },
            { "response_flags", exchange.Flags.Length == 0 ? "-" : exchange.Flags },
            { "connection_security_policy", inbound ? mutual ? "mutual_tls" : "none" : "unknown" },
        };
    }

    private void Log(Exchange exchange)
    {
        if (!_logger.IsEnabled(LogLevel.Information))
            return;
        var requestId = exchange.Request.Headers.First(HeaderNames.RequestId) ?? "-";
        AccessLog.Write(
            _logger,
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
