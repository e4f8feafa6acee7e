using MlMesh.Tests.Mesh.Golden;
using Xunit;

namespace MlMesh.Tests.Mesh.Routing;

/// <summary>Replays the recorded requests through the route tables alone: what a proxy decides before it forwards anything.</summary>
[Trait("Category", "Golden")]
public sealed class RecordedDecisionsTests
{
    private static readonly string[] Prefixes = ["vs-", "dr-", "exp-", "sec-egress-", "sec-sidecar-"];

    /// <summary>Malformed requests never get as far as routing.</summary>
    private static readonly string[] Malformed = ["vs-bad-requests-at-ingress", "vs-bad-requests-in-mesh"];

    public static TheoryData<string> Scenarios => [.. GoldenFolder.Scenarios.Where(name => Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) && !Malformed.Contains(name))];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Scenarios))]
    public void A_recorded_request_takes_the_same_route(string name)
    {
        var scenario = GoldenScenario.Load(name);
        var policy = RecordedPolicy.Compile(scenario);
        var differences = new List<string>();
        foreach (var recorded in scenario.Cases.Where(c => c is { Repeat: 1, Observed.Caller: { Flags: not "RL" } }))
        {
            if (RecordedPolicy.Decide(policy, recorded) is { } decided && decided != RecordedPolicy.Expected(recorded))
                differences.Add($"{name}/{recorded.Name}: expected {RecordedPolicy.Expected(recorded)}, decided {decided}");
        }
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Scenarios))]
    public void Recorded_requests_in_numbers_reach_the_same_routes_and_clusters(string name)
    {
        var scenario = GoldenScenario.Load(name);
        var policy = RecordedPolicy.Compile(scenario);
        foreach (var recorded in scenario.Cases.Where(c => c.Repeat > 1 && !c.Request.Path.Contains("{i}", StringComparison.Ordinal) && !c.Request.Headers.Any(h => h.Value.Contains("{i}", StringComparison.Ordinal))))
        {
            if (RecordedPolicy.Route(policy, recorded) is not { } decision)
                continue;
            var possible = decision.Route?.Destinations.Select(d => d.Cluster).ToList() ?? [];
            var seen = recorded.Observed.Outcomes.Select(o => o.Cluster).OfType<string>().Distinct().ToList();
            Assert.All(seen, cluster => Assert.Contains(cluster, possible));
        }
    }
}
