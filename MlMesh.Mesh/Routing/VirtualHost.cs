using System.Collections.Immutable;
using MlMesh.Mesh.Routing.Explaining;

namespace MlMesh.Mesh.Routing;

/// <summary>The routes of one host.</summary>
public sealed class VirtualHost
{
    /// <summary>Envoy's name: <c>host:port</c>, <c>allow_any</c> or <c>block_all</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The domains that select it, lower case; <c>*</c> is everything, a leading <c>*</c> a suffix match.</summary>
    public required ImmutableArray<string> Domains { get; init; }

    /// <summary>Tried in order; the first that matches wins.</summary>
    public required ImmutableArray<RouteEntry> Routes { get; init; }

    /// <summary>Rules of its VirtualServices that have no route here.</summary>
    public ImmutableArray<OmittedRule> Omitted { get; init; } = [];

    /// <summary>Every plaintext request is redirected to https with 301 (a Gateway server's httpsRedirect).</summary>
    public bool RequireTls { get; init; }

    /// <summary>x-envoy-attempt-count is set on what is forwarded.</summary>
    public bool IncludeAttemptCount { get; init; } = true;
}
