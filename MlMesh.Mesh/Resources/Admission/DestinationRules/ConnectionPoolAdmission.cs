namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks limits on connections and requests.</summary>
internal static class ConnectionPoolAdmission
{
    public static void Check(ConnectionPoolSettings? pool, string field, AdmissionReport report)
    {
        if (pool is null)
            return;

        report.ErrorIf(pool.Http is null && pool.Tcp is null, field, "connection pool must have at least one field");
        if (pool.Http is { } http)
            Check(http, field + ".http", report);
        if (pool.Tcp is { } tcp)
            Check(tcp, field + ".tcp", report);
    }

    private static void Check(HttpSettings http, string field, AdmissionReport report)
    {
        Values.NotNegative(report, field + ".http1MaxPendingRequests", http.Http1MaxPendingRequests, "http1 max pending requests");
        Values.NotNegative(report, field + ".http2MaxRequests", http.Http2MaxRequests, "http2 max requests");
        Values.NotNegative(report, field + ".maxRequestsPerConnection", http.MaxRequestsPerConnection, "max requests per connection");
        Values.NotNegative(report, field + ".maxRetries", http.MaxRetries, "max retries");
        Values.Duration(report, field + ".idleTimeout", http.IdleTimeout);
        report.ErrorIf(
            http.H2UpgradePolicy == H2UpgradePolicy.Upgrade && http.UseClientProtocol,
            field + ".useClientProtocol",
            "use client protocol must not be true when H2UpgradePolicy is UPGRADE");
        Values.NotNegative(report, field + ".maxConcurrentStreams", http.MaxConcurrentStreams, "max concurrent streams");
    }

    private static void Check(TcpSettings tcp, string field, AdmissionReport report)
    {
        Values.NotNegative(report, field + ".maxConnections", tcp.MaxConnections, "max connections");
        Values.Duration(report, field + ".connectTimeout", tcp.ConnectTimeout);
        Values.Duration(report, field + ".maxConnectionDuration", tcp.MaxConnectionDuration);
        Values.Duration(report, field + ".idleTimeout", tcp.IdleTimeout);
        Values.Duration(report, field + ".tcpKeepalive.time", tcp.TcpKeepalive?.Time);
        Values.Duration(report, field + ".tcpKeepalive.interval", tcp.TcpKeepalive?.Interval);
    }
}
