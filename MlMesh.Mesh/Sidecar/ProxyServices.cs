using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Security.RateLimits;
using MlMesh.Mesh.Traffic.Connections;

namespace MlMesh.Mesh.Sidecar;

/// <summary>What a proxy needs from outside.</summary>
public sealed record ProxyServices
{
    /// <summary>Opens connections to addresses of the policy's world.</summary>
    public required IConnector Connector { get; init; }

    /// <summary>Connects a sidecar to its own application; none where the application is called in the same process.</summary>
    public IConnector? Application { get; init; }

    /// <summary>The workload whose application runs in this process, so that a gateway hands requests for it over without a connection; none elsewhere.</summary>
    public Workload? LocalWorkload { get; init; }

    /// <summary>The clock of timeouts, back-offs, ejections and injected delays.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Draws destinations, endpoints, percentages and back-offs.</summary>
    public IRandom Random { get; init; } = SharedRandom.Instance;

    /// <summary>Hears of every exchange when it is over.</summary>
    public IExchangeObserver? Observer { get; init; }

    /// <summary>Where failures are told of that no request reports, such as keys that cannot be fetched.</summary>
    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;

    /// <summary>What the rate-limit service counted. Proxies that share it limit together, as those do in a cluster that ask one service.</summary>
    public RateLimitCounters RateLimitCounters { get; init; } = new();

    /// <summary>Share of requests in percent that are traced where no Telemetry resource says otherwise; none traces only what a Telemetry resource asks for.</summary>
    public double? DefaultSamplingPercent { get; init; }

    /// <summary>How many bytes of a request body are kept in case it must be sent again; a larger body is sent once. Envoy's limit is 1 MiB.</summary>
    public long RetryBufferLimit { get; init; } = 1024 * 1024;
}
