using MlMesh.Cli.Verify.Cluster;
using MlMesh.Cli.Verify.Probes;
using MlMesh.Cli.Verify.Traffic;
using MlMesh.Mesh.Resources;

namespace MlMesh.Cli.Verify.Checks;

/// <summary>Requests with the headers that a rule asks for are answered by that rule's version.</summary>
internal sealed class HeaderRoutingCheck : ICheck
{
    private const int Each = 20;

    public string Name => "header-ab";

    public string Title => "a cohort's header leads to the cohort's version";

    public async Task<CheckResult> RunAsync(CheckContext cluster, CancellationToken cancellationToken)
    {
        var routes = await cluster.State.RoutesAsync(cancellationToken);
        var cohorts = new List<(Dictionary<string, string> Headers, string Version)>();
        foreach (var match in routes.Routes.SelectMany(route => route.Match).Where(match => match.Headers.Count > 0 && match.Headers.All(header => ValueFor(header.Value) is not null)))
        {
            var headers = match.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => ValueFor(header.Value)!);
            if (routes.Find(Deployment.PredictPath, headers) is { } route && route.Match.Contains(match) && routes.Shares(route) is [var only] && !cohorts.Exists(cohort => Text(cohort.Headers) == Text(headers)))
                cohorts.Add((headers, only.Version));
        }

        if (cohorts.Count == 0)
            return CheckResult.NotApplied($"no rule of VirtualService {routes.Name} decides by a header's value");

        var requests = cohorts.SelectMany(cohort => Enumerable.Repeat(cohort.Headers.Aggregate(ProbeTraffic.Predict(), (request, header) => request.With(header.Key, header.Value)), Each)).ToList();
        var answers = await cluster.Traffic.SendAsync(ProbeKind.Outside, Name, requests, 4, cancellationToken);
        var judged = cohorts.Select((cohort, i) => (cohort, Hits: answers.Skip(i * Each).Take(Each).Count(answer => answer.Status == 200 && answer.Version == cohort.Version))).ToList();
        return CheckResult.When(judged.TrueForAll(entry => entry.Hits == Each),
            string.Join("; ", judged.Select(entry => $"{Text(entry.cohort.Headers)}: {entry.Hits} of {Each} answered by {entry.cohort.Version}")),
            string.Join("; ", cohorts.Select(cohort => $"{Text(cohort.Headers)} → {cohort.Version}, always")),
            $"istioctl x describe service {Deployment.Model} -n {cluster.Namespace}");
    }

    private static string? ValueFor(StringMatch match) => match.Exact ?? match.Prefix;

    private static string Text(Dictionary<string, string> headers) => string.Join(", ", headers.Select(header => $"{header.Key}: {header.Value}"));
}
