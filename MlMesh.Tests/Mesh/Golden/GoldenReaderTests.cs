using Xunit;

namespace MlMesh.Tests.Mesh.Golden;

[Trait("Category", "Golden")]
public sealed class GoldenReaderTests
{
    public static TheoryData<string> Scenarios => [.. GoldenFolder.Scenarios];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Scenarios))]
    public void Every_recording_can_be_read(string name)
    {
        var scenario = GoldenScenario.Load(name);

        Assert.Equal(scenario.Cases.Count, scenario.Cases.Select(c => c.Name).Distinct().Count());
        Assert.All(scenario.Cases, c => Assert.True(c.Repeat > 1 ? c.Observed.Outcomes.Count > 0 : c.Observed.Status is not null || c.Observed.Error is not null));
    }
}
