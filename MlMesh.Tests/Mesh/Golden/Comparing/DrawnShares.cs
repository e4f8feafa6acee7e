using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Tests.Mesh.Golden.World;

namespace MlMesh.Tests.Mesh.Golden.Comparing;

/// <summary>What is left to chance in a case, by the policy that its requests met.</summary>
internal sealed class DrawnShares
{
    private readonly List<RouteEntry> _routes;

    public DrawnShares(GoldenCase golden, IEnumerable<LoggedExchange?> callers, bool refusals)
    {
        var logged = callers.OfType<LoggedExchange>().ToList();
        _routes = [.. logged.Select(entry => entry.Route).OfType<RouteEntry>().Distinct()];
        Pods = logged.Count == 0 || logged.Any(entry => entry.HashMissing || entry.Cluster is not { LoadBalancer.Kind: not (LoadBalancerKind.LeastRequest or LoadBalancerKind.Random) });
        Start = logged.Any(entry => entry.Cluster?.LoadBalancer.Kind == LoadBalancerKind.RoundRobin);
        Outcomes = refusals || _routes.Any(IsDraw) || golden.Varies.Contains("sequence") || (Pods && DependsOnPod(golden)) || IsBurst(golden, logged);
        // Of a burst over a limit, those get through whose connection happens to be there.
        Pods |= Outcomes || (golden.Parallel > 1 && logged.Any(entry => entry.Entry.Flags == "UO"));
    }

    /// <summary>Counts of outcomes are draws: by weights or percentages, by the pod that was drawn, or by the moment at which requests came.</summary>
    public bool Outcomes { get; }

    /// <summary>The load balancer draws pods.</summary>
    public bool Pods { get; }

    /// <summary>Pods are asked in turn from a random start, so they are exchangeable.</summary>
    public bool Start { get; }

    /// <summary>The share of each cluster when all requests met one route; empty otherwise.</summary>
    public IReadOnlyDictionary<string, double> ClusterShares()
    {
        if (_routes is not [{ Destinations.Length: > 1 } route] || route.Fault is not null)
            return new Dictionary<string, double>();
        var total = route.Destinations.Sum(destination => (double)destination.Weight);
        return route.Destinations.GroupBy(destination => destination.Cluster).ToDictionary(group => group.Key, group => group.Sum(destination => destination.Weight) / total);
    }

    // Pods that are told apart answer differently, so the draw of the pod shows in the outcome.
    private static bool DependsOnPod(GoldenCase golden) =>
        golden.Request.Backend is { } backend && (backend.Contains("pod=", StringComparison.Ordinal) || backend.Contains("version=", StringComparison.Ordinal));

    // How many of a burst find the one place in the queue taken depends on how soon a connection opens.
    private static bool IsBurst(GoldenCase golden, List<LoggedExchange> logged) =>
        golden.Parallel > 1 && logged.Any(entry => entry.Cluster is { Pool: { MaxPendingRequests: not uint.MaxValue, MaxConnections: uint.MaxValue } });

    private static bool IsDraw(RouteEntry route) =>
        route.Destinations.Count(destination => destination.Weight > 0) > 1
        || IsPartial(route.Fault?.Abort?.Share)
        || IsPartial(route.Fault?.Delay?.Share)
        || route.Mirrors.Any(mirror => IsPartial(mirror.Share));

    private static bool IsPartial(Fraction? share) => share is { Millionths: > 0 and < 1_000_000 };
}
