namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>What is merged into routes, virtual hosts or route configurations.</summary>
/// <param name="Filter">The EnvoyFilter.</param>
/// <param name="Match">Which of them.</param>
/// <param name="Level">Which kind of object.</param>
public sealed record RoutePatch(EnvoyFilter Filter, EnvoyConfigObjectMatch Match, EnvoyPatchTarget Level) : ConfigPatch(Filter, Match)
{
    /// <summary>How requests are described to rate limits, further to what was there.</summary>
    public IReadOnlyList<RateLimitPolicy> RateLimits { get; init; } = [];

    /// <summary>Whether the virtual host's <see cref="RateLimits"/> count beside the route's.</summary>
    public bool IncludesVirtualHostRateLimits { get; init; }

    /// <summary>What differs for local rate limits, by the filter's name.</summary>
    public IReadOnlyDictionary<string, LocalRateLimit> Local { get; init; } = new Dictionary<string, LocalRateLimit>();

    /// <summary>What differs for rate limits that ask a service, by the filter's name.</summary>
    public IReadOnlyDictionary<string, GlobalRateLimitPerRoute> Global { get; init; } = new Dictionary<string, GlobalRateLimitPerRoute>();
}
