using System.Globalization;
using System.Text.RegularExpressions;
using MlMesh.Cli.Verify.Cluster;
using MlMesh.Cli.Verify.Expectations;
using MlMesh.Cli.Verify.Probes;
using MlMesh.Cli.Verify.Traffic;

namespace MlMesh.Cli.Verify.Checks;

/// <summary>The mirrored version gets its copies, by the count of its own sidecars, and never answers.</summary>
internal sealed partial class ShadowCheck : ICheck
{
    private const int Requests = 100;

    public string Name => "shadow";

    public string Title => "the shadow gets copies, and nobody gets its answers";

    public async Task<CheckResult> RunAsync(CheckContext cluster, CancellationToken cancellationToken)
    {
        var routes = await cluster.State.RoutesAsync(cancellationToken);
        var route = routes.Predict();
        if (route.Mirrors is not [{ Destination: { } destination } mirror, ..])
            return CheckResult.NotApplied($"the rule for predictions of VirtualService {routes.Name} mirrors nothing");
        if (await cluster.State.IsAmbientAsync(cancellationToken))
            return CheckResult.NotApplied("no sidecars, whose counts would tell of the copies");
        var version = routes.VersionOf(destination);
        var share = (mirror.Percentage?.Value ?? 100) / 100;
        var pods = (await cluster.State.PodsAsync(cancellationToken)).Where(pod => pod.App == Deployment.Model && pod.Version == version).ToList();
        var before = await CountAsync(cluster, pods, cancellationToken);
        var answers = await cluster.Traffic.SendAsync(ProbeKind.Outside, Name, [.. Enumerable.Repeat(ProbeTraffic.Predict(), Requests)], 4, cancellationToken);
        var served = answers.Count(answer => answer.Status == 200);
        var leaked = answers.Count(answer => answer.Version == version);
        return await cluster.UntilPassedAsync(async end =>
        {
            var copies = await CountAsync(cluster, pods, end) - before;
            // Others may use the system meanwhile, so that more copies than ours are no fault.
            var enough = share >= 1 ? copies >= served : served > 0 && BinomialInterval.Of(Math.Min(copies, served), served).Upper >= share;
            return CheckResult.When(served == Requests && leaked == 0 && enough, $"{served} of {Requests} answered, {leaked} of them by {version}; {pods.Count} pods of {version} got {copies} copies",
                $"all answered, none by {version}, and {version} gets copies of {share * 100:0.##} %", $"istioctl x describe service {Deployment.Model} -n {cluster.Namespace}; kubectl logs -n {cluster.Namespace} -l app={Deployment.Model},version={version} -c istio-proxy --tail 20");
        }, cancellationToken);
    }

    private static async Task<int> CountAsync(CheckContext cluster, IReadOnlyList<PodInfo> pods, CancellationToken cancellationToken)
    {
        var sum = 0;
        foreach (var pod in pods)
        {
            var stats = ClusterTools.Succeeded(await cluster.Tools.KubectlAsync(
                ["exec", "-n", cluster.Namespace, pod.Name, "-c", "istio-proxy", "--", "pilot-agent", "request", "GET", "stats/prometheus?filter=istio_requests_total"], null, cancellationToken));
            sum += Requested().Matches(stats.Output).Sum(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        }

        return sum;
    }

    [GeneratedRegex(@"^istio_requests_total\{[^}]*reporter=""destination""[^}]*\} (\d{1,9})", RegexOptions.Multiline)]
    private static partial Regex Requested();
}
