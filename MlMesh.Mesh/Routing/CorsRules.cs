using System.Collections.Immutable;
using MlMesh.Mesh.Routing.Matching;

namespace MlMesh.Mesh.Routing;

/// <summary>A route's cross-origin rules, in the form in which Envoy's CORS filter answers with them.</summary>
public sealed record CorsRules
{
    /// <summary>Origins that are allowed.</summary>
    public required ImmutableArray<ValueMatcher> AllowOrigins { get; init; }

    /// <summary>access-control-allow-methods; empty sends none.</summary>
    public string AllowMethods { get; init; } = "";

    /// <summary>access-control-allow-headers; empty sends none.</summary>
    public string AllowHeaders { get; init; } = "";

    /// <summary>access-control-expose-headers; empty sends none.</summary>
    public string ExposeHeaders { get; init; } = "";

    /// <summary>access-control-max-age in seconds; empty sends none.</summary>
    public string MaxAge { get; init; } = "";

    /// <summary>access-control-allow-credentials; none sends none.</summary>
    public bool? AllowCredentials { get; init; }

    /// <summary>A preflight of an origin that is not allowed goes to the application; otherwise it is answered here.</summary>
    public bool ForwardUnmatchedPreflights { get; init; } = true;

    /// <summary>Whether an Origin header's value is allowed. A matcher that takes a star takes every origin.</summary>
    public bool Allows(string origin)
    {
        foreach (var matcher in AllowOrigins)
        {
            if (matcher.Matches(origin) || matcher.Matches("*"))
                return true;
        }
        return false;
    }
}
