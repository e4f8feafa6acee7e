using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Routing.Matching;

namespace MlMesh.Mesh.Sidecar;

/// <summary>The one route of a sidecar's inbound side, as istiod configures it.</summary>
internal static class InboundRoute
{
    private static readonly RouteEntry Entry = new()
    {
        Name = "default",
        Match = RouteMatch.Everything,
        Retry = new RetryPolicy { Attempts = 2, Conditions = RetryConditions.ResetBeforeRequest, AvoidPreviousHosts = false },
    };

    /// <summary>The cluster of a port that no Service declares.</summary>
    public static ClusterConfig Passthrough { get; } = new() { Name = "InboundPassthroughCluster", Kind = ClusterKind.OriginalDestination };

    /// <summary>Forward to the application.</summary>
    public static RouteDecision Decision { get; } = new(
        RouteDecisionKind.Forward,
        new VirtualHost { Name = "inbound|http", Domains = ["*"], Routes = [Entry], IncludeAttemptCount = false },
        Entry,
        new WeightedCluster { Cluster = "inbound" },
        null);
}
