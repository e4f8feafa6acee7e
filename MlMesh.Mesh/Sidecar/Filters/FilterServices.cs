using Microsoft.Extensions.Logging;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Security.RateLimits;
using MlMesh.Mesh.Security.Tokens.Sources;
using MlMesh.Mesh.Traffic;

namespace MlMesh.Mesh.Sidecar.Filters;

/// <summary>What the filters of one proxy share, and keep while policies change.</summary>
internal sealed class FilterServices : IDisposable
{
    /// <summary>Creates them.</summary>
    /// <param name="services">What the proxy needs from outside.</param>
    /// <param name="policy">The policy as the proxy has it now.</param>
    /// <param name="cluster">Finds a cluster of the proxy by Envoy's name.</param>
    public FilterServices(ProxyServices services, Func<MeshPolicy> policy, Func<string, UpstreamCluster?> cluster)
    {
        Cluster = cluster;
        Time = services.Time;
        Random = services.Random;
        Limiters = new LimiterStore(services.Time);
        Counters = services.RateLimitCounters;
        var fetcher = new JwksFetcher((host, port) => KeyHosts.Find(policy(), host, port), services.Connector.ConnectAsync);
        TokenKeys = new TokenKeyStore(fetcher, services.Time, services.Loggers.CreateLogger<TokenKeyStore>());
    }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Finds a cluster of the proxy by Envoy's name; none when the policy has no such cluster.</summary>
    public Func<string, UpstreamCluster?> Cluster { get; }

    /// <summary>Draws percentages.</summary>
    public IRandom Random { get; }

    /// <summary>Local rate limits.</summary>
    public LimiterStore Limiters { get; }

    /// <summary>The counts of the rate-limit service.</summary>
    public RateLimitCounters Counters { get; }

    /// <summary>The keys of token issuers.</summary>
    public TokenKeyStore TokenKeys { get; }

    /// <inheritdoc/>
    public void Dispose() => TokenKeys.Dispose();
}
