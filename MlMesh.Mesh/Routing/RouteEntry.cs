using System.Collections.Immutable;
using MlMesh.Mesh.Routing.Headers;
using MlMesh.Mesh.Routing.Matching;
using MlMesh.Mesh.Routing.Rewrites;

namespace MlMesh.Mesh.Routing;

/// <summary>One compiled route: a match block of a rule of a VirtualService, or a default route.</summary>
public sealed record RouteEntry
{
    /// <summary>The name in the access log: <c>rule</c>, <c>rule.match</c>, <c>.match</c>, <c>default</c> or empty.</summary>
    public required string Name { get; init; }

    /// <summary>Where the route comes from; none for default routes.</summary>
    public RouteOrigin? Origin { get; init; }

    /// <summary>The condition.</summary>
    public required RouteMatch Match { get; init; }

    /// <summary>Answer with this and ask no destination.</summary>
    public DirectResponse? DirectResponse { get; init; }

    /// <summary>Answer with this and ask no destination.</summary>
    public RedirectAction? Redirect { get; init; }

    /// <summary>Where requests go, drawn by weight; empty with <see cref="DirectResponse"/> or <see cref="Redirect"/>.</summary>
    public ImmutableArray<WeightedCluster> Destinations
    {
        get;
        init
        {
            field = value;
            TotalWeight = value.Aggregate(0UL, (sum, destination) => sum + destination.Weight);
        }
    } = [];

    /// <summary>Changes to the answer when no destination was drawn (direct response, redirect).</summary>
    public ImmutableArray<HeaderTransform> ResponseHeaders { get; init; } = [];

    /// <summary>How the path changes before it is forwarded.</summary>
    public PathRewrite? Rewrite { get; init; }

    /// <summary>The time for the whole exchange, retries and back-off included; none means no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When and how to try again; none means never.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>Injected delay and abort.</summary>
    public FaultPolicy? Fault { get; init; }

    /// <summary>Who else gets a copy.</summary>
    public ImmutableArray<MirrorPolicy> Mirrors { get; init; } = [];

    /// <summary>Cross-origin rules.</summary>
    public CorsRules? Cors { get; init; }

    /// <summary>What a consistent-hash load balancer hashes, from the DestinationRule of the destination.</summary>
    public ImmutableArray<HashPolicy> HashPolicies { get; init; } = [];

    /// <summary>Envoy's route decorator operation, the name of the client span: <c>host:port/prefix*</c>.</summary>
    public string Operation { get; init; } = "";

    internal ulong TotalWeight { get; private init; }
}
