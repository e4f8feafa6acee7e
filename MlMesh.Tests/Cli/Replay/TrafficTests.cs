using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace MlMesh.Tests.Cli.Replay;

public sealed class TrafficTests : IAsyncLifetime
{
    private FakeGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await FakeGateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Each_user_has_a_stable_id_and_a_cookie_jar_of_its_own()
    {
        _gateway.Interfere = (context, received) =>
        {
            context.Response.Headers.SetCookie = $"mlmesh-variant={received.Headers["x-user-id"]}; path=/";
            return Task.FromResult(false);
        };

        await Mlmesh.ReplayAsync(_gateway, "--limit", "60", "--users", "5", "--concurrency", "1", "--json");

        var byUser = _gateway.Predictions.GroupBy(p => p.Headers["x-user-id"]).ToArray();
        Assert.Equal(5, byUser.Length);
        Assert.All(byUser, user =>
        {
            Assert.DoesNotContain("Cookie", user.First().Headers.Keys);
            Assert.All(user.Skip(1), request => Assert.Equal($"mlmesh-variant={user.Key}", request.Headers["Cookie"]));
        });
    }

    [Fact]
    public async Task A_token_goes_to_the_gateway_alone()
    {
        await using var other = await FakeGateway.StartAsync();

        await Mlmesh.ReplayAsync(_gateway, "--limit", "20", "--compare", $"challenger={other.Url}", "--token", "a.b.c", "--json");

        Assert.All(_gateway.Predictions.Concat(_gateway.Outcomes), request => Assert.Equal("Bearer a.b.c", request.Headers["Authorization"]));
        Assert.NotEmpty(_gateway.Outcomes);
        Assert.All(other.Predictions, request => Assert.DoesNotContain("Authorization", request.Headers.Keys));
    }

    [Fact]
    public async Task The_same_flights_are_asked_of_an_address_to_compare_and_only_the_gateway_gets_outcomes()
    {
        await using var other = await FakeGateway.StartAsync();
        other.Prediction = _ => new JsonObject { ["modelVersion"] = "v2", ["probability"] = 0.5 };

        var run = await Mlmesh.ReplayAsync(_gateway, "--limit", "50", "--compare", $"challenger={other.Url}", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(_gateway.Predictions.Select(p => p.Flight).Order(), other.Predictions.Select(p => p.Flight).Order());
        Assert.Equal(_gateway.Outcomes.Select(o => o.Body["predictionId"]!.GetValue<string>()).Order(), other.Predictions.Select(p => p.Headers["x-prediction-id"]).Order());
        Assert.All(other.Predictions, p => Assert.Equal("v1", p.Headers["x-variant"]));
        Assert.Empty(other.Outcomes);
        Assert.Equal(50, run.Version("v1")["predictions"]!.GetValue<int>());
        Assert.Equal(Math.Log(2), run.Version("v2", "challenger")["logLoss"]!.GetValue<double>(), 12);
    }

    [Fact]
    public async Task Speed_is_a_factor_of_event_time()
    {
        using var folder = new FlightFolder().With("2001-06-04", "2001-06-04T08:00,AAA,XXX,300,0", "2001-06-04T10:00,BBB,XXX,300,0");

        await Mlmesh.ReplayAsync(_gateway, "--data", folder.Path, "--speed", "18000", "--json");

        // Two hours at 18000 are 0.4 s; timers may be early by a tick of their clock.
        Assert.True(Stopwatch.GetElapsedTime(_gateway.Predictions[0].Timestamp, _gateway.Predictions[1].Timestamp) > TimeSpan.FromSeconds(0.35));
    }

    [Fact]
    public async Task A_rate_is_not_exceeded()
    {
        await Mlmesh.ReplayAsync(_gateway, "--limit", "30", "--rate", "100", "--json");

        // 60 requests a hundredth of a second apart.
        Assert.True(Stopwatch.GetElapsedTime(_gateway.Requests[0].Timestamp, _gateway.Requests[^1].Timestamp) > TimeSpan.FromSeconds(0.5));
    }

    [Fact]
    public async Task Only_the_days_that_were_asked_for_are_played()
    {
        using var folder = new FlightFolder()
            .With("2001-06-04", "2001-06-04T08:00,AAA,XXX,300,0")
            .With("2001-06-05", "2001-06-05T08:00,BBB,XXX,300,0")
            .With("2001-06-06", "2001-06-06T08:00,CCC,XXX,300,0");

        await Mlmesh.ReplayAsync(_gateway, "--data", folder.Path, "--days", "2", "--json");

        Assert.Equal(["2001-06-04T08:00 AAA-XXX", "2001-06-05T08:00 BBB-XXX"], _gateway.Predictions.Select(p => p.Flight));
    }

    [Fact]
    public async Task A_failed_prediction_is_reported_and_its_outcome_still_told()
    {
        _gateway.Interfere = async (context, received) =>
        {
            if (received.Path != "/predict" || received.Body["origin"]!.GetValue<string>() != "BBB") return false;
            await TypedResults.Problem("the model is away", statusCode: 503).ExecuteAsync(context);
            return true;
        };
        using var folder = new FlightFolder().With("2001-06-04", "2001-06-04T08:00,AAA,XXX,300,0", "2001-06-04T08:00,BBB,XXX,300,40");

        var run = await Mlmesh.ReplayAsync(_gateway, "--data", folder.Path, "--json");

        Assert.Equal(1, run.ExitCode);
        var failure = Assert.Single(run.Json["failures"]!.AsArray())!;
        Assert.Equal(("predict (gateway)", 1), (failure["request"]!.GetValue<string>(), failure["count"]!.GetValue<int>()));
        Assert.Contains("503", failure["error"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("the model is away", failure["error"]!.GetValue<string>(), StringComparison.Ordinal);
        var told = Assert.Single(_gateway.Outcomes, o => o.Headers.ContainsKey("Idempotency-Key"));
        Assert.Equal(("2001-06-04T08:00 BBB-XXX", 40), (told.Flight, told.Body["delayMinutes"]!.GetValue<int>()));
    }

    [Fact]
    public async Task An_answer_that_is_no_prediction_is_a_failure()
    {
        _gateway.Prediction = _ => new JsonObject { ["modelVersion"] = "v1" };

        var run = await Mlmesh.ReplayAsync(_gateway, "--limit", "1", "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("the answer is no prediction", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_replay_still_shows_what_came_back()
    {
        using var interrupt = new CancellationTokenSource();
        _gateway.Interfere = async (_, received) =>
        {
            if (received.Path == "/predict" && _gateway.Predictions.Count == 20) await interrupt.CancelAsync();
            return false;
        };

        var run = await Mlmesh.ReplayAsync(_gateway, interrupt.Token, "--days", "1");

        Assert.Equal(130, run.ExitCode);
        Assert.Contains("Replay, interrupted", run.Output, StringComparison.Ordinal);
        Assert.Contains("0 requests failed.", run.Output, StringComparison.Ordinal);
        Assert.InRange(_gateway.Predictions.Count, 20, 100);
    }
}
