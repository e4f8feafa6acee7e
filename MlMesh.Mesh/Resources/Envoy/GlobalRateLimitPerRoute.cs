namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>What a route or virtual host changes about the rate-limit filter. Source: <c>envoy.extensions.filters.http.ratelimit.v3.RateLimitPerRoute</c>.</summary>
/// <param name="VirtualHostRateLimits">When the virtual host's <c>rate_limits</c> count.</param>
/// <param name="Domain">The domain; empty for the filter's.</param>
/// <param name="RateLimits">How requests are described; empty: as the route says.</param>
public sealed record GlobalRateLimitPerRoute(VirtualHostRateLimits VirtualHostRateLimits, string Domain, IReadOnlyList<RateLimitPolicy> RateLimits)
{
    /// <summary>The message's name.</summary>
    public const string TypeName = "envoy.extensions.filters.http.ratelimit.v3.RateLimitPerRoute";

    internal static GlobalRateLimitPerRoute Read(EnvoyMessage message)
    {
        message.Ignore("@type");
        var perRoute = new GlobalRateLimitPerRoute(
            (VirtualHostRateLimits)message.Choice("vh_rate_limits", "OVERRIDE", "INCLUDE", "IGNORE"), message.Text("domain"), RateLimitPolicy.ReadAll(message, "rate_limits"));
        message.Done();
        return perRoute;
    }
}
