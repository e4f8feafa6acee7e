using Xunit;

namespace MlMesh.Tests.Mesh.Running;

[Collection(MeshRuns.Name)]
public sealed class LivePolicyTests(MeshApplication application)
{
    [Fact]
    public async Task A_weight_changes_under_load_and_no_request_fails()
    {
        await application.UseAsync("canary", Weights(100, 0));
        using var enough = new CancellationTokenSource();
        var load = LoadAsync(enough.Token);

        await application.UseAsync("canary", Weights(0, 100));
        await Eventually.HoldsAsync(async () => (await application.PredictManyAsync(20)).All(answer => answer.Version == "v2"));
        await enough.CancelAsync();

        var answers = await load;
        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Contains(answers, answer => answer.Version == "v1");
        Assert.Contains(answers, answer => answer.Version == "v2");
    }

    [Fact]
    public async Task A_policy_that_breaks_is_explained_and_the_last_good_one_stays()
    {
        await application.UseAsync("blue-green");

        var said = await application.BreakAsync("blue-green", text => text.Replace("timeout: 10s", "timeout: soon", StringComparison.Ordinal));
        var answers = await application.PredictManyAsync(50);

        Assert.All(answers, answer => Assert.Equal((200, "v2"), (answer.Status, answer.Version)));
        Assert.Contains("timeout", said, StringComparison.Ordinal);
        Assert.Matches(@"virtual-service\.yaml:\d+", said);
        await application.UseAsync("stable");
        Assert.Equal("v1", (await application.PredictAsync()).Version);
    }

    private static Func<string, string> Weights(int v1, int v2) => text => text
        .Replace("weight: 10", $"weight: {v2}", StringComparison.Ordinal)
        .Replace("weight: 90", $"weight: {v1}", StringComparison.Ordinal);

    private async Task<IReadOnlyList<Answer>> LoadAsync(CancellationToken enough)
    {
        var answers = new List<Answer>();
        while (!enough.IsCancellationRequested)
            answers.AddRange(await application.PredictManyAsync(20, parallel: 4));
        return answers;
    }
}
