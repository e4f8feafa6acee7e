using MlMesh.Cli.Verify.Cluster;
using MlMesh.Cli.Verify.Expectations;
using MlMesh.Cli.Verify.Probes;
using MlMesh.Cli.Verify.Traffic;

namespace MlMesh.Cli.Verify.Checks;

/// <summary>Who asks more often than a limit allows gets 429: one user at the ingress, or everybody together at the model's pods.</summary>
internal sealed class RateLimitCheck : ICheck
{
    private const int MostRequests = 2000;

    public string Name => "rate-limit";

    public string Title => "requests over the limit get 429";

    public async Task<CheckResult> RunAsync(CheckContext cluster, CancellationToken cancellationToken)
    {
        var limits = RateLimits.Of([.. await cluster.State.PolicyAsync(cancellationToken), .. await cluster.State.RootPolicyAsync(cancellationToken)]);
        if (limits.PerUser is null && limits.PerPod is null)
            return CheckResult.NotApplied($"no EnvoyFilter in {cluster.Namespace} or {Deployment.IstioNamespace} limits rates");
        List<CheckResult> results = [];
        if (limits.PerUser is { } perUser)
            results.Add(await UserAsync(cluster, perUser, cancellationToken));
        if (limits.PerPod is { } perPod)
            results.Add(await PodsAsync(cluster, perPod, cancellationToken));
        return results.Find(result => result.Status == CheckStatus.Failed) ?? CheckResult.Passed(string.Join("; ", results.Select(result => result.Evidence)));
    }

    private async Task<CheckResult> UserAsync(CheckContext cluster, int limit, CancellationToken cancellationToken)
    {
        // Windows are fixed: two of them may begin and end around the requests. Whatever is over twice the limit must be refused.
        var count = 2 * limit + 10;
        var answers = await SendAsync(cluster, ProbeTraffic.Predict().With("x-user-id", $"verify-{cluster.Probes.Run}-limited"), count, 4, cancellationToken);
        var passed = answers.Count(answer => answer.Status == 200);
        var refused = answers.Count(answer => answer.Status == 429);
        return CheckResult.When(passed >= Math.Min(limit, 1) && passed <= 2 * limit && refused == count - passed, $"one user: {passed} of {count} served, {refused} refused with 429 (limit {limit})",
            $"at most {2 * limit} served (the limit {limit}, in up to two windows), the rest 429", $"kubectl logs -n {cluster.Namespace} deployment/ratelimit -c ratelimit; istioctl proxy-config listeners deploy/{Deployment.Ingress} -n {Deployment.IstioNamespace} -o json");
    }

    private async Task<CheckResult> PodsAsync(CheckContext cluster, int limit, CancellationToken cancellationToken)
    {
        var pods = (await cluster.State.PodsAsync(cancellationToken)).Count(pod => pod.App == Deployment.Model && pod.IsReady);
        var count = Math.Min(MostRequests, 4 * limit * Math.Max(1, pods));
        var answers = await SendAsync(cluster, ProbeTraffic.Predict(), count, 100, cancellationToken);
        var passed = answers.Count(answer => answer.Status == 200);
        var refused = answers.Count(answer => answer.Status == 429);
        return CheckResult.When(passed > 0 && refused > 0, $"a burst of {count}: {passed} served, {refused} refused with 429 (limit {limit} for each of {pods} pods)",
            "some served, some refused with 429", $"istioctl proxy-config listeners deploy/{Deployment.Model}-v1 -n {cluster.Namespace} --port 15006 -o json");
    }

    private Task<IReadOnlyList<ProbeAnswer>> SendAsync(CheckContext cluster, ProbeRequest request, int count, int parallel, CancellationToken cancellationToken) =>
        cluster.Traffic.SendAsync(ProbeKind.Outside, Name, [.. Enumerable.Repeat(request, count)], parallel, cancellationToken);
}
