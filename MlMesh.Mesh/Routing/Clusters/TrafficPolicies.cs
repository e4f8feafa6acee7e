using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Routing.Clusters;

/// <summary>Works out effective traffic policies, with Istio's and Envoy's defaults.</summary>
internal static class TrafficPolicies
{
    /// <summary>The policy of a port: its port-level settings alone if it has some (they inherit nothing), else the general ones.</summary>
    public static TrafficPolicy? OfPort(TrafficPolicy? policy, int port) =>
        policy?.PortLevelSettings.FirstOrDefault(settings => settings.Port?.Number == port) is { } own ? WithPort(policy, own) : policy;

    /// <summary>A subset's policy: what it states replaces the host's part by part; its own port-level settings again replace everything.</summary>
    public static TrafficPolicy? OfSubset(TrafficPolicy? host, TrafficPolicy? subset, int port)
    {
        if (subset is null)
            return host;
        var merged = new TrafficPolicy
        {
            ConnectionPool = subset.ConnectionPool ?? host?.ConnectionPool,
            OutlierDetection = subset.OutlierDetection ?? host?.OutlierDetection,
            LoadBalancer = subset.LoadBalancer ?? host?.LoadBalancer,
            Tls = subset.Tls ?? host?.Tls,
            RetryBudget = subset.RetryBudget ?? host?.RetryBudget,
        };
        return subset.PortLevelSettings.FirstOrDefault(settings => settings.Port?.Number == port) is { } own ? WithPort(merged, own) : merged;
    }

    public static LoadBalancerConfig LoadBalancer(LoadBalancerSettings? settings, ClusterKind kind)
    {
        if (kind == ClusterKind.OriginalDestination)
            return new LoadBalancerConfig { Kind = LoadBalancerKind.Passthrough };
        var warmup = settings?.Warmup is { Duration: { } duration } stated ? new WarmupConfig(duration, stated.Aggression ?? 1, stated.MinimumPercent ?? 10)
            : settings?.WarmupDurationSecs is { } seconds ? new WarmupConfig(seconds)
            : null;
        return settings switch
        {
            { ConsistentHash.Maglev: { } maglev } => new LoadBalancerConfig { Kind = LoadBalancerKind.Maglev, MaglevTableSize = maglev.TableSize == 0 ? LoadBalancerConfig.Default.MaglevTableSize : maglev.TableSize },
            { ConsistentHash: { } hash } => new LoadBalancerConfig { Kind = LoadBalancerKind.RingHash, MinimumRingSize = RingSize(hash) },
            { Simple: SimpleLoadBalancer.Random } => new LoadBalancerConfig { Kind = LoadBalancerKind.Random },
            { Simple: SimpleLoadBalancer.RoundRobin } => new LoadBalancerConfig { Kind = LoadBalancerKind.RoundRobin, Warmup = warmup },
            _ => new LoadBalancerConfig { Warmup = warmup },
        };
    }

    public static ConnectionPoolConfig Pool(ConnectionPoolSettings? settings, RetryBudget? budget, MeshConfig mesh)
    {
        var (tcp, http, none) = (settings?.Tcp, settings?.Http, ConnectionPoolConfig.Default);
        return new ConnectionPoolConfig
        {
            MaxConnections = Limit(tcp?.MaxConnections),
            MaxPendingRequests = Limit(http?.Http1MaxPendingRequests),
            MaxRequests = Limit(http?.Http2MaxRequests),
            MaxRetries = Limit(http?.MaxRetries),
            MaxRequestsPerConnection = http is { MaxRequestsPerConnection: > 0 } ? (uint)http.MaxRequestsPerConnection : 0,
            RetryBudget = budget is null ? null : new RetryBudgetConfig(budget.Percent ?? 20, budget.MinRetryConcurrency == 0 ? 3 : budget.MinRetryConcurrency),
            ConnectTimeout = tcp?.ConnectTimeout ?? mesh.ConnectTimeout ?? none.ConnectTimeout,
            IdleTimeout = http?.IdleTimeout ?? tcp?.IdleTimeout ?? none.IdleTimeout,
            MaxConnectionDuration = tcp?.MaxConnectionDuration,
            UpgradeToHttp2 = http?.H2UpgradePolicy == H2UpgradePolicy.Upgrade,
        };
    }

    public static OutlierDetectionConfig? Outliers(OutlierDetection? settings)
    {
        if (settings is null)
            return null;
        var defaults = new OutlierDetectionConfig();
        var ejection = settings.BaseEjectionTime ?? defaults.BaseEjectionTime;
        return new OutlierDetectionConfig
        {
            Consecutive5xx = settings.Consecutive5xxErrors ?? defaults.Consecutive5xx,
            ConsecutiveGatewayErrors = settings.ConsecutiveGatewayErrors ?? defaults.ConsecutiveGatewayErrors,
            SplitLocalOriginErrors = settings.SplitExternalLocalOriginErrors,
            ConsecutiveLocalOriginFailures = settings.ConsecutiveLocalOriginFailures is > 0 and { } failures ? failures : defaults.ConsecutiveLocalOriginFailures,
            Interval = settings.Interval ?? defaults.Interval,
            BaseEjectionTime = ejection,
            MaxEjectionTime = ejection > defaults.MaxEjectionTime ? ejection : defaults.MaxEjectionTime,
            MaxEjectionPercent = settings.MaxEjectionPercent > 0 ? (uint)settings.MaxEjectionPercent : defaults.MaxEjectionPercent,
            MinHealthPercent = (uint)Math.Max(0, settings.MinHealthPercent),
        };
    }

    private static TrafficPolicy WithPort(TrafficPolicy policy, PortTrafficPolicy own) => new()
    {
        ConnectionPool = own.ConnectionPool,
        OutlierDetection = own.OutlierDetection,
        LoadBalancer = own.LoadBalancer,
        Tls = own.Tls,
        RetryBudget = policy.RetryBudget,
    };

    private static uint Limit(int? value) => value is > 0 and { } limit ? (uint)limit : uint.MaxValue;

    private static ulong RingSize(ConsistentHash hash) => hash switch
    {
        { RingHash.MinimumRingSize: > 0 } => hash.RingHash.MinimumRingSize,
        { RingHash: null, MinimumRingSize: > 0 } => hash.MinimumRingSize,
        _ => LoadBalancerConfig.Default.MinimumRingSize,
    };
}
