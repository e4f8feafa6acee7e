using MlMesh.Tests.Mesh.Golden.Comparing;
using Xunit;

namespace MlMesh.Tests.Mesh.Running;

/// <summary>Injected faults. Bounds on random shares raise a false alarm with a probability of <see cref="Chance.FalseAlarm"/> each.</summary>
[Collection(MeshRuns.Name)]
public sealed class FaultTests(MeshApplication application)
{
    [Fact]
    public async Task A_fifth_of_the_predictions_fail_under_fault_abort()
    {
        await application.UseAsync("fault-abort");
        var before = await FlaggedAsync("FI");

        var answers = await application.PredictManyAsync(500);

        var failed = answers.Count(answer => answer.Status == 503);
        Assert.True(Chance.IsPlausible(failed, answers.Count, 0.20), $"{failed} of {answers.Count} failed");
        Assert.Equal(answers.Count - failed, answers.Count(answer => answer is { Status: 200, Version: "v1" }));
        Assert.Equal(failed, await FlaggedAsync("FI") - before);
    }

    [Fact]
    public async Task Half_of_the_predictions_wait_five_seconds_under_fault_delay()
    {
        await application.UseAsync("fault-delay");
        var before = await FlaggedAsync("DI");

        var answers = await application.PredictManyAsync(100, parallel: 100);

        Assert.All(answers, answer => Assert.Equal((200, "v1"), (answer.Status, answer.Version)));
        var delayed = await FlaggedAsync("DI") - before;
        Assert.True(Chance.IsPlausible(delayed, answers.Count, 0.50), $"{delayed} of {answers.Count} were delayed");
        // Timers may be a tick early.
        Assert.True(answers.Count(answer => answer.Took >= TimeSpan.FromSeconds(4.9)) >= delayed);
    }

    private Task<int> FlaggedAsync(string flag) =>
        application.CountAsync(MeshApplication.Gateway, ("reporter", "source"), ("source_workload", "gateway"), ("response_flags", flag));
}
