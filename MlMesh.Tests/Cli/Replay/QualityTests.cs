using System.Text.Json.Nodes;
using Xunit;

namespace MlMesh.Tests.Cli.Replay;

/// <summary>Five flights whose figures were worked out by hand: AUC 5.5 of 6 pairs, log loss 1.8609809 / 5, Brier 0.58 / 5.</summary>
public sealed class QualityTests : IAsyncLifetime
{
    private readonly FlightFolder _folder = new();
    private FakeGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await FakeGateway.StartAsync();
        _folder.With(
            "2001-06-04",
            "2001-06-04T08:00,AAA,XXX,300,16",
            "2001-06-04T08:01,BBB,XXX,300,15",
            "2001-06-04T08:02,CCC,XXX,300,90",
            "2001-06-04T08:03,DDD,XXX,300,-20",
            "2001-06-04T08:04,EEE,XXX,300,0");
        Answer(("AAA", 0.9), ("BBB", 0.6), ("CCC", 0.6), ("DDD", 0.2), ("EEE", 0.1));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Auc_log_loss_and_brier_are_those_computed_by_hand()
    {
        var v1 = (await ReplayAsync()).Version("v1");

        Assert.Equal(5, v1["predictions"]!.GetValue<int>());
        Assert.Equal(0.4, v1["lateShare"]!.GetValue<double>(), 12);
        Assert.Equal(5.5 / 6, v1["auc"]!.GetValue<double>(), 12);
        Assert.Equal(0.3721962, v1["logLoss"]!.GetValue<double>(), 7);
        Assert.Equal(0.116, v1["brier"]!.GetValue<double>(), 12);
    }

    [Fact]
    public async Task A_certain_mistake_costs_much_but_not_everything()
    {
        Answer(("AAA", 0), ("BBB", 0), ("CCC", 1), ("DDD", 0), ("EEE", 0));

        var v1 = (await ReplayAsync()).Version("v1");

        Assert.Equal(-Math.Log(1e-15) / 5, v1["logLoss"]!.GetValue<double>(), 6);
        Assert.Equal(0.2, v1["brier"]!.GetValue<double>(), 12);
    }

    [Fact]
    public async Task Each_version_that_answers_gets_figures_of_its_own()
    {
        var answer = _gateway.Prediction;
        _gateway.Prediction = body =>
        {
            var prediction = answer(body);
            if (body["origin"]!.GetValue<string>() is "AAA" or "EEE") prediction["modelVersion"] = "v2";
            return prediction;
        };

        var run = await ReplayAsync();

        Assert.Equal((3, 2), (run.Version("v1")["predictions"]!.GetValue<int>(), run.Version("v2")["predictions"]!.GetValue<int>()));
        Assert.Equal(0.75, run.Version("v1")["auc"]!.GetValue<double>(), 12);
        Assert.Equal(-Math.Log(0.9), run.Version("v2")["logLoss"]!.GetValue<double>(), 12);
    }

    [Fact]
    public async Task Without_late_flights_there_is_no_auc()
    {
        using var punctual = new FlightFolder().With("2001-06-04", "2001-06-04T08:04,EEE,XXX,300,0");

        var run = await Mlmesh.ReplayAsync(_gateway, "--data", punctual.Path, "--json");

        Assert.Null(run.Version("v1")["auc"]);
        Assert.Equal(-Math.Log(0.9), run.Version("v1")["logLoss"]!.GetValue<double>(), 12);
    }

    [Fact]
    public async Task Degraded_answers_are_counted()
    {
        _gateway.Prediction = body => new JsonObject { ["modelVersion"] = "v2", ["probability"] = 0.2, ["degraded"] = body["origin"]!.GetValue<string>() == "AAA" };

        Assert.Equal(1, (await ReplayAsync()).Version("v2")["degraded"]!.GetValue<int>());
    }

    [Fact]
    public async Task The_closing_table_shows_the_figures()
    {
        var run = await Mlmesh.ReplayAsync(_gateway, "--data", _folder.Path);

        Assert.Equal(0, run.ExitCode);
        var row = Assert.Single(run.Output.Split('\n'), line => line.Contains("v1", StringComparison.Ordinal));
        Assert.Equal(["v1", "gateway", "5", "40.0 %", "0", "0.9167", "0.3722", "0.1160"], row.Split('│', StringSplitOptions.TrimEntries)[1..9]);
        Assert.Contains("10 requests in ", run.Output, StringComparison.Ordinal);
        Assert.Contains("5 outcomes accepted, 0 requests failed.", run.Output, StringComparison.Ordinal);
    }

    private void Answer(params (string Origin, double Probability)[] answers) => _gateway.Prediction = body => new JsonObject
    {
        ["modelVersion"] = "v1",
        ["probability"] = answers.Single(a => a.Origin == body["origin"]!.GetValue<string>()).Probability,
    };

    private Task<Mlmesh> ReplayAsync() => Mlmesh.ReplayAsync(_gateway, "--data", _folder.Path, "--json");
}
