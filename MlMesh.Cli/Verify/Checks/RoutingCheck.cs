using MlMesh.Cli.Verify.Cluster;
using MlMesh.Cli.Verify.Probes;
using MlMesh.Cli.Verify.Traffic;

namespace MlMesh.Cli.Verify.Checks;

/// <summary>Who names a version in the path gets that version. The others do not know it, so an answer proves who gave it.</summary>
internal sealed class RoutingCheck : ICheck
{
    private const int Each = 5;

    public string Name => "routing";

    public string Title => "requests for v1 and v2 reach v1 and v2";

    public async Task<CheckResult> RunAsync(CheckContext cluster, CancellationToken cancellationToken)
    {
        var routes = await cluster.State.RoutesAsync(cancellationToken);
        var versions = routes.Versions
            .Where(version => routes.Find(PathOf(version), new Dictionary<string, string>()) is { } route && routes.Shares(route) is [var only] && only.Version == version)
            .ToList();
        if (versions.Count == 0)
            return CheckResult.NotApplied($"no rule of VirtualService {routes.Name} leads a version's own path to that version alone");

        var requests = versions.SelectMany(version => Enumerable.Repeat(ProbeTraffic.ToIngress(PathOf(version)), Each)).ToList();
        var answers = await cluster.Traffic.SendAsync(ProbeKind.Outside, Name, requests, 4, cancellationToken);
        var seen = versions.Select((version, i) => $"{version}: {string.Join(", ", answers.Skip(i * Each).Take(Each).GroupBy(answer => answer.Outcome).Select(group => $"{group.Count()} × {group.Key}"))}");
        return CheckResult.When(answers.All(answer => answer.Status == 200), string.Join("; ", seen), $"200 for {string.Join(" and ", versions.Select(PathOf))}",
            $"istioctl x describe service {Deployment.Model} -n {cluster.Namespace}");
    }

    private static string PathOf(string version) => $"{Deployment.ModelPath}/versions/{version}";
}
