using System.Globalization;
using MlMesh.Cli.Policy.Output;
using MlMesh.Cli.Verify.Cluster;
using MlMesh.Cli.Verify.Expectations;
using MlMesh.Cli.Verify.Probes;
using MlMesh.Cli.Verify.Traffic;

namespace MlMesh.Cli.Verify.Checks;

/// <summary>Each version answers the share of the requests that the VirtualService gives it.</summary>
internal sealed class CanaryShareCheck : ICheck
{
    private const int Ok = 200;
    private const int Limited = 429;

    public string Name => "canary-share";

    public string Title => "each version answers its share of the predictions";

    public async Task<CheckResult> RunAsync(CheckContext cluster, CancellationToken cancellationToken)
    {
        var routes = await cluster.State.RoutesAsync(cancellationToken);
        var route = routes.Predict();
        var faults = (route.Fault?.Abort?.Percentage?.Value ?? 0) / 100;
        var answers = await cluster.Traffic.SendAsync(ProbeKind.Outside, Name, [.. Enumerable.Repeat(ProbeTraffic.Predict(), cluster.Settings.Requests)], 4, cancellationToken);
        // A rate limit may refuse some; it does not choose by version.
        var counted = answers.Where(answer => answer.Status != Limited).ToList();
        var served = counted.Where(answer => answer.Status == Ok).ToList();
        var failed = counted.Count - served.Count;
        var next = $"istioctl x describe service {Deployment.Model} -n {cluster.Namespace}; kubectl get virtualservice {routes.Name} -n {cluster.Namespace} -o yaml";
        if (served.Count == 0)
            return CheckResult.Failed("predictions", Describe(answers), next);

        var shares = routes.Shares(route).Select(share => Judge(share.Version.Length > 0 ? share.Version : "any", share.Share, served.Count(answer => share.Version.Length == 0 || answer.Version == share.Version), served.Count)).ToList();
        var strangers = served.Select(answer => answer.Version).Where(version => !routes.Shares(route).Any(share => share.Version.Length == 0 || share.Version == version)).Distinct().ToList();
        var failures = faults > 0 ? Judge("injected faults", faults, failed, counted.Count) : (Holds: failed == 0, Text: failed == 0 ? "" : $"failed: {Describe([.. counted.Where(answer => answer.Status != Ok)])}");
        var seen = string.Join("; ", shares.Select(share => share.Text).Append(failures.Text).Append(strangers.Count > 0 ? $"answers from {string.Join(", ", strangers)}" : "").Where(text => text.Length > 0));
        return CheckResult.When(shares.All(share => share.Holds) && failures.Holds && strangers.Count == 0, seen,
            $"{string.Join(", ", routes.Shares(route).Select(share => $"{share.Version} {Names.Percent(share.Share)}"))} (rule '{route.Name}' of VirtualService {routes.Name}), each within its exact binomial {Names.Percent(BinomialInterval.Level)} interval{(faults > 0 ? "" : ", no failures")}",
            next);
    }

    private static (bool Holds, string Text) Judge(string what, double expected, int hits, int draws)
    {
        var interval = BinomialInterval.Of(hits, draws);
        return (interval.Contains(expected), string.Create(CultureInfo.InvariantCulture,
            $"{what} {hits} of {draws} = {100.0 * hits / draws:0.0} % ({100 * interval.Lower:0.0} to {100 * interval.Upper:0.0} % at level {BinomialInterval.Level}; policy: {Names.Percent(expected)})"));
    }

    private static string Describe(IReadOnlyList<ProbeAnswer> answers) => string.Join(", ", answers.GroupBy(answer => answer.Outcome).Select(group => $"{group.Count()} × {group.Key}"));
}
