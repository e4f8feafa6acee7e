using System.Collections.Immutable;
using MlMesh.Mesh.Routing.Headers;

namespace MlMesh.Mesh.Routing;

/// <summary>One destination of a route, with everything that follows from drawing it.</summary>
public sealed record WeightedCluster
{
    /// <summary>The cluster's name: <c>outbound|port|subset|host</c>, <c>PassthroughCluster</c> or <c>BlackHoleCluster</c>.</summary>
    public required string Cluster { get; init; }

    /// <summary>Its share among the weights of its route.</summary>
    public uint Weight { get; init; }

    /// <summary>Changes to the request, in the order in which Envoy runs them.</summary>
    public ImmutableArray<HeaderTransform> RequestHeaders { get; init; } = [];

    /// <summary>Changes to the answer, the proxy's own answers included, in the order in which Envoy runs them.</summary>
    public ImmutableArray<HeaderTransform> ResponseHeaders { get; init; } = [];

    /// <summary>The Host that the application receives instead of the client's; a literal. The one before goes along as x-envoy-original-host.</summary>
    public string? HostRewrite { get; init; }

    /// <summary>The Host that one of several destinations sets; it is set before <see cref="HostRewrite"/> and not announced. A literal.</summary>
    public string? OwnHost { get; init; }
}
