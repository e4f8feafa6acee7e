using MlMesh.Tests.Mesh.Golden.Comparing;
using Xunit;

namespace MlMesh.Tests.Mesh.Running;

/// <summary>Who is served by which version. Bounds on random shares raise a false alarm with a probability of <see cref="Chance.FalseAlarm"/> each.</summary>
[Collection(MeshRuns.Name)]
public sealed class SplitTests(MeshApplication application)
{
    public static IEnumerable<TheoryDataRow<string>> Overlays => PolicyFolder.Local.Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Every_overlay_runs_and_some_version_answers(string overlay)
    {
        await application.UseAsync(overlay);

        // One in five fails, or one in two waits, under the fault overlays.
        await Eventually.HoldsAsync(async () => (await application.PredictAsync()) is { Status: 200, Version: "v1" or "v2" });
    }

    [Fact]
    public async Task A_canary_gets_its_share_of_the_predictions()
    {
        await application.UseAsync("canary");

        var answers = await application.PredictManyAsync(1000);

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        var v2 = answers.Count(answer => answer.Version == "v2");
        Assert.True(Chance.IsPlausible(v2, answers.Count, 0.10), $"{v2} of {answers.Count} went to v2");
    }

    [Fact]
    public async Task Only_the_beta_cohort_is_served_by_v2_under_A_B()
    {
        await application.UseAsync("ab");

        var beta = await application.PredictManyAsync(50, headers: ("x-user-group", "beta"));
        var others = await application.PredictManyAsync(50, headers: ("x-user-group", "alpha"));

        Assert.All(beta, answer => Assert.Equal("v2", answer.Version));
        Assert.All(others, answer => Assert.Equal("v1", answer.Version));
    }

    [Fact]
    public async Task A_user_once_drawn_stays_with_the_version()
    {
        await application.UseAsync("sticky-canary");

        var first = await application.PredictManyAsync(200);
        var later = new List<Answer>[first.Count];
        await Parallel.ForAsync(0, first.Count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (user, _) =>
        {
            later[user] = [];
            for (var visit = 0; visit < 9; visit++)
                later[user].Add(await application.PredictAsync(("Cookie", first[user].Cookie!)));
        });

        var v2 = first.Count(answer => answer.Version == "v2");
        Assert.True(Chance.IsPlausible(v2, first.Count, 0.10), $"{v2} of {first.Count} users were drawn for v2");
        for (var user = 0; user < first.Count; user++)
            Assert.All(later[user], answer => Assert.Equal((200, first[user].Version), (answer.Status, answer.Version)));
    }
}
