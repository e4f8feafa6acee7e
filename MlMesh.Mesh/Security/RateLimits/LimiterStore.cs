using System.Collections.Concurrent;
using MlMesh.Mesh.Resources.Envoy;

namespace MlMesh.Mesh.Security.RateLimits;

/// <summary>The local rate limits of one proxy. One that did not change keeps its buckets over a reload of the policy.</summary>
internal sealed class LimiterStore(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, LocalRateLimiter> _limiters = new(StringComparer.Ordinal);

    /// <summary>The limiter at a place of the proxy's configuration.</summary>
    /// <param name="place">The place: filter chain and filter, or route configuration, virtual host and route.</param>
    /// <param name="limit">What is configured there.</param>
    public LocalRateLimiter At(string place, LocalRateLimit limit) => _limiters.AddOrUpdate(
        place,
        _ => new LocalRateLimiter(limit, time),
        (_, known) => known.Limit.Text == limit.Text ? known : new LocalRateLimiter(limit, time));
}
