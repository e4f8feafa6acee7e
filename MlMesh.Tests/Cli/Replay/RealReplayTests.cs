using MlMesh.Tests.AppHost;
using MlMesh.Tests.Inference;
using Xunit;

namespace MlMesh.Tests.Cli.Replay;

/// <summary>A whole day through the real application: both models, the real store.</summary>
[Collection(RunningAppHost.Name)]
public sealed class RealReplayTests(AppHostFixture application)
{
    [Fact]
    public async Task A_day_of_flights_has_no_failed_request_and_shows_that_v2_is_better()
    {
        // In the mesh nobody but the gateway may ask a model server.
        await using var second = await ServingFixture.StartAsync(application.FeatureStoreConnectionString, "v2");
        using var folder = new FlightFolder();
        var sunday = Path.Combine(AppContext.BaseDirectory, "data", "flights-2001-06-10.csv.gz");
        File.Copy(sunday, Path.Combine(folder.Path, Path.GetFileName(sunday)));

        var run = await Mlmesh.RunAsync(
            TestContext.Current.CancellationToken,
            "replay", "--url", $"{application.Gateway.BaseAddress}", "--compare", $"second={second.Address}", "--data", folder.Path, "--speed", "max", "--json");

        Assert.Equal((0, ""), (run.ExitCode, string.Join("; ", run.Json["failures"]!.AsArray().Select(f => f!.ToJsonString()))));
        Assert.Equal(run.Json["flights"]!.GetValue<int>(), run.Json["outcomesAccepted"]!.GetValue<int>());
        var v1 = run.Version("v1");
        var v2 = run.Version("v2", "second");
        Assert.True(v2["logLoss"]!.GetValue<double>() < v1["logLoss"]!.GetValue<double>() - 0.01, run.Output);
        Assert.True(v2["auc"]!.GetValue<double>() > v1["auc"]!.GetValue<double>() + 0.01, run.Output);
    }
}
