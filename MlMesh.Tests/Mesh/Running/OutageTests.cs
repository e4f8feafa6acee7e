using MlMesh.Tests.Mesh.Golden.Comparing;
using Xunit;

namespace MlMesh.Tests.Mesh.Running;

/// <summary>Endpoints that die, and limits that are reached. Bounds on random shares raise a false alarm with a probability of <see cref="Chance.FalseAlarm"/> each.</summary>
[Collection(MeshRuns.Name)]
public sealed class OutageTests(MeshApplication application)
{
    [Fact]
    public async Task One_of_two_endpoints_dies_and_no_prediction_fails()
    {
        await application.UseAsync("blue-green", editRule: MeshApplication.SoonBack);
        try
        {
            await application.PredictManyAsync(40);
            var load = application.PredictManyAsync(400);
            await application.KillAsync(MeshApplication.V2[1]);

            Assert.All(await load, answer => Assert.Equal((200, "v2"), (answer.Status, answer.Version)));
        }
        finally
        {
            await application.RestoreV2Async(MeshApplication.V2[1]);
        }
    }

    [Fact]
    public async Task A_dead_v2_costs_its_share_and_nothing_of_v1()
    {
        await application.UseAsync("canary", Half, MeshApplication.SoonBack);
        var unhealthy = await FlaggedAsync("UH");
        try
        {
            foreach (var endpoint in MeshApplication.V2)
                await application.KillAsync(endpoint);

            var answers = await application.PredictManyAsync(400);

            var failed = answers.Count(answer => answer.Status == 503);
            Assert.True(Chance.IsPlausible(failed, answers.Count, 0.50), $"{failed} of {answers.Count} failed");
            Assert.Equal(answers.Count - failed, answers.Count(answer => answer is { Status: 200, Version: "v1" }));
            // Of two ejections within a second the later one takes effect when that second ends.
            await Eventually.HoldsAsync(async () =>
            {
                await application.PredictManyAsync(20);
                return await FlaggedAsync("UH") > unhealthy;
            });
        }
        finally
        {
            await application.RestoreV2Async(MeshApplication.V2);
        }
    }

    [Fact]
    public async Task The_circuit_breaker_opens_at_its_limit()
    {
        await application.UseAsync("stable", editRule: text => text
            .Replace("maxConnections: 256", "maxConnections: 1", StringComparison.Ordinal)
            .Replace("http1MaxPendingRequests: 128", "http1MaxPendingRequests: 1", StringComparison.Ordinal));
        var before = await FlaggedAsync("UO");

        var answers = await application.PredictManyAsync(200, parallel: 50);

        var refused = answers.Count(answer => answer.Status == 503);
        Assert.Equal(answers.Count - refused, answers.Count(answer => answer is { Status: 200, Version: "v1" }));
        Assert.True(refused > 0, "nobody was refused");
        // The limits hold at the caller's side and at the callee's own, and what the callee refuses has no flag at the caller: so not all refusals need be counted there.
        await Eventually.HoldsAsync(async () => await FlaggedAsync("UO") > before);
        Assert.InRange(await FlaggedAsync("UO") - before, 1, refused);
    }

    private static string Half(string virtualService) => virtualService
        .Replace("weight: 90", "weight: 50", StringComparison.Ordinal).Replace("weight: 10", "weight: 50", StringComparison.Ordinal);

    private Task<int> FlaggedAsync(string flag) =>
        application.CountAsync(MeshApplication.Gateway, ("reporter", "source"), ("source_workload", "gateway"), ("response_flags", flag));
}
