using Xunit;

namespace MlMesh.Tests.Mesh.Running;

[Collection(MeshRuns.Name)]
public sealed class ShadowTests(MeshApplication application)
{
    [Fact]
    public async Task A_shadow_gets_each_request_once_and_answers_nobody()
    {
        const int Requests = 60;
        await application.UseAsync("shadow");
        var before = await application.ReceivedByV2Async();

        var answers = await application.PredictManyAsync(Requests);

        Assert.All(answers, answer => Assert.Equal((200, "v1"), (answer.Status, answer.Version)));
        await Eventually.HoldsAsync(async () => await application.ReceivedByV2Async() >= before + Requests);
        Assert.Equal(before + Requests, await application.ReceivedByV2Async());
    }

    [Fact]
    public async Task A_dead_shadow_touches_nobody()
    {
        await application.UseAsync("shadow", editRule: MeshApplication.SoonBack);
        try
        {
            foreach (var endpoint in MeshApplication.V2)
                await application.KillAsync(endpoint);

            var answers = await application.PredictManyAsync(100);

            Assert.All(answers, answer => Assert.Equal((200, "v1"), (answer.Status, answer.Version)));
        }
        finally
        {
            await application.RestoreV2Async(MeshApplication.V2);
        }
    }

    [Fact]
    public async Task A_shadow_that_never_answers_touches_nobody()
    {
        await application.UseAsync("shadow", editRule: MeshApplication.SoonBack);
        try
        {
            foreach (var endpoint in MeshApplication.V2)
                await application.SignalAsync(endpoint, "STOP");

            // The proxy would answer 504 for whoever waited for the stopped version.
            var answers = await application.PredictManyAsync(100);

            Assert.All(answers, answer => Assert.Equal((200, "v1"), (answer.Status, answer.Version)));
        }
        finally
        {
            foreach (var endpoint in MeshApplication.V2)
                await application.SignalAsync(endpoint, "CONT");
            await application.RestoreV2Async();
        }
    }
}
