namespace MlMesh.Mesh.Routing.Clusters;

/// <summary>A cluster's limits; they hold per calling proxy. <see cref="uint.MaxValue"/> is no limit, Istio's default.</summary>
public sealed record ConnectionPoolConfig
{
    /// <summary>No limits.</summary>
    public static ConnectionPoolConfig Default { get; } = new();

    /// <summary><c>tcp.maxConnections</c>. A pod without a connection may always open one.</summary>
    public uint MaxConnections { get; init; } = uint.MaxValue;

    /// <summary><c>http.http1MaxPendingRequests</c>: requests that wait for a connection.</summary>
    public uint MaxPendingRequests { get; init; } = uint.MaxValue;

    /// <summary><c>http.http2MaxRequests</c>: requests in flight, HTTP/1.1 included.</summary>
    public uint MaxRequests { get; init; } = uint.MaxValue;

    /// <summary><c>http.maxRetries</c>: retries in flight. Not used with <see cref="RetryBudget"/>.</summary>
    public uint MaxRetries { get; init; } = uint.MaxValue;

    /// <summary><c>http.maxRequestsPerConnection</c>; 0 is no limit.</summary>
    public uint MaxRequestsPerConnection { get; init; }

    /// <summary>Retries in flight as a share of the requests in flight; none means <see cref="MaxRetries"/> holds.</summary>
    public RetryBudgetConfig? RetryBudget { get; init; }

    /// <summary><c>tcp.connectTimeout</c>.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary><c>http.idleTimeout</c>: when an unused connection is closed; Envoy's default is an hour.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary><c>tcp.maxConnectionDuration</c>; none is no limit.</summary>
    public TimeSpan? MaxConnectionDuration { get; init; }

    /// <summary><c>http.h2UpgradePolicy: UPGRADE</c>: requests travel as HTTP/2, so one connection carries many.</summary>
    public bool UpgradeToHttp2 { get; init; }
}
