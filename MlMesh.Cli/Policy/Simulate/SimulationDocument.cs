using MlMesh.Cli.Policy.Output;
using MlMesh.Mesh.Explaining;
using MlMesh.Mesh.Explaining.Answers;

namespace MlMesh.Cli.Policy.Simulate;

/// <summary>The JSON of <c>mlmesh policy simulate --json</c>; docs/policy.md describes it. Fields are only ever added.</summary>
internal sealed record SimulationDocument(string Schema, IReadOnlyList<SimulatedRequestDocument> Requests, IReadOnlyList<RuleHitsDocument> Rules, IReadOnlyList<string> Assumptions, IReadOnlyList<FindingDocument> Findings)
{
    public static SimulationDocument Of(SimulationRun run) => new(
        "mlmesh.policy.simulate/1",
        [.. run.Requests.Select(request => Of(request.Question, request.Result))],
        [.. run.Hits().Select(rule => new RuleHitsDocument(rule.VirtualService, rule.Name, rule.Rule, rule.Location?.File, rule.Location?.Line, rule.Requests))],
        run.Model.Assumptions,
        [.. run.Model.Stated.Findings.Select(FindingDocument.Of)]);

    private static SimulatedRequestDocument Of(RequestQuestion question, Simulation result) => new(
        $"{question.Method} {question.Authority}{question.Target}",
        Names.Kebab(result.Answer.Kind),
        result.Answer.Route?.Name,
        result.Count,
        [.. result.Answer.Destinations.GroupBy(destination => destination.ClusterName).Select(group => new SimulatedDestinationDocument(group.Key, group.Sum(destination => destination.Share) * result.Passing(), result.Clusters.GetValueOrDefault(group.Key)))],
        result.Aborted,
        result.Delayed,
        [.. (result.Answer.Route?.Mirrors ?? []).Select(mirror => new SimulatedDestinationDocument(mirror.Cluster, mirror.Share.Millionths / 1e6 * result.Passing(), result.Mirrored.GetValueOrDefault(mirror.Cluster)))]);
}
