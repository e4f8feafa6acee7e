using Xunit;

namespace MlMesh.Tests.Mesh.Golden;

/// <summary>Replays what istiod and Envoy were recorded to do, and compares.</summary>
[Trait("Category", "Golden")]
public sealed class GoldenTests(GoldenRuns runs) : IClassFixture<GoldenRuns>
{
    /// <summary>Share of the cases that may be listed as known differences.</summary>
    private const double MostKnownDifferences = 0.05;

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(GoldenCases.All), MemberType = typeof(GoldenCases))]
    public async Task A_request_meets_what_Envoy_was_recorded_to_do(string scenario, string name)
    {
        var recorded = GoldenCases.Load(scenario);
        var differences = await runs.DifferencesAsync(recorded, recorded.Cases.First(golden => golden.Name == name));
        if (KnownDifferences.Reasons.TryGetValue($"{scenario}/{name}", out var reason))
            Assert.True(differences.Count > 0, $"{scenario}/{name} agrees, so it is no known difference any more ({reason}).");
        else
            Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
    }

    [Theory]
    [InlineData("sec")]
    [InlineData("dr")]
    [InlineData("exp")]
    [InlineData("vs")]
    public void Known_differences_are_few(string prefix)
    {
        Assert.SkipWhen(GoldenFolder.Path is null, "no recordings: set MLMESH_GOLDEN to their folder");
        var cases = GoldenCases.Scenarios.Where(name => name.StartsWith($"{prefix}-", StringComparison.Ordinal)).Sum(name => GoldenCases.Load(name).Cases.Count);
        var known = KnownDifferences.Reasons.Keys.Count(name => name.StartsWith($"{prefix}-", StringComparison.Ordinal));
        Assert.True(known <= cases * MostKnownDifferences, $"{known} of {cases} cases of {prefix} are listed as known differences.");
    }
}
