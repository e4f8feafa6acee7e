using System.Collections.Frozen;
using System.Collections.Immutable;
using MlMesh.Mesh.Resources.Envoy;

namespace MlMesh.Mesh.Security.RateLimits;

/// <summary>What EnvoyFilters say about rate limits of one route.</summary>
internal sealed class RouteLimits
{
    /// <summary>Nothing.</summary>
    public static RouteLimits None { get; } = new();

    /// <summary>How requests are described: the route's own entries.</summary>
    public ImmutableArray<DescriptorSource> Own { get; init; } = [];

    /// <summary>The virtual host's entries.</summary>
    public ImmutableArray<DescriptorSource> VirtualHost { get; init; } = [];

    /// <summary>Own entries followed by the virtual host's.</summary>
    public ImmutableArray<DescriptorSource> Both { get; init; } = [];

    /// <summary>Whether the route itself asks for the virtual host's entries.</summary>
    public bool IncludesVirtualHost { get; init; }

    /// <summary>What holds instead of a local rate-limit filter's own configuration, by the filter's name.</summary>
    public FrozenDictionary<string, LocalRateLimiter> Local { get; init; } = FrozenDictionary<string, LocalRateLimiter>.Empty;

    /// <summary>What differs for a rate-limit filter that asks a service, by the filter's name.</summary>
    public FrozenDictionary<string, GlobalRouteLimits> Global { get; init; } = FrozenDictionary<string, GlobalRouteLimits>.Empty;

    /// <summary>The entries that count.</summary>
    /// <param name="virtualHost">What the filter says about the virtual host's.</param>
    public ReadOnlySpan<DescriptorSource> Sources(VirtualHostRateLimits virtualHost) => IncludesVirtualHost ? Both.AsSpan() : virtualHost switch
    {
        VirtualHostRateLimits.Include => Both.AsSpan(),
        VirtualHostRateLimits.Ignore => Own.AsSpan(),
        _ => Own.IsEmpty ? VirtualHost.AsSpan() : Own.AsSpan(),
    };
}
