using Microsoft.AspNetCore.Http;
using Xunit;

namespace MlMesh.Tests.Cli.Replay;

/// <summary>On the real data: the first hours of a day, when night flights of all lengths land.</summary>
public sealed class OrderTests : IAsyncLifetime
{
    private const int Flights = 1500;
    private static readonly TimeSpan Bucket = TimeSpan.FromMinutes(30);
    private FakeGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await FakeGateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Outcomes_of_a_closed_half_hour_are_answered_before_a_later_prediction_is_asked()
    {
        var random = new Random(7);
        _gateway.Interfere = async (_, _) =>
        {
            // Answers out of order are what the rule has to withstand.
            for (var yields = random.Next(40); yields > 0; yields--) await Task.Yield();
            return false;
        };

        var run = await Mlmesh.ReplayAsync(_gateway, "--days", "1", "--limit", $"{Flights}", "--json");

        Assert.Equal(0, run.ExitCode);
        var predictions = _gateway.Predictions.Select(p => (p.Scheduled, p.Arrived)).ToArray();
        foreach (var outcome in _gateway.Outcomes)
        {
            var known = _gateway.PredictionOf(outcome).Went(outcome).KnownAt;
            var closed = new DateTime(known.Ticks - known.Ticks % Bucket.Ticks) + Bucket;
            Assert.DoesNotContain(predictions, p => p.Scheduled >= closed && p.Arrived < outcome.Answered);
        }
    }

    [Fact]
    public async Task One_after_the_other_requests_come_in_event_time()
    {
        await Mlmesh.ReplayAsync(_gateway, "--days", "1", "--limit", $"{Flights}", "--concurrency", "1", "--json");

        var times = _gateway.Requests.Select(r => r.Path == "/predict" ? r.Scheduled : _gateway.PredictionOf(r).Went(r).KnownAt).ToArray();
        Assert.Equal(2 * Flights, times.Length);
        Assert.Equal(times.Order(), times);
    }

    [Fact]
    public async Task Every_flight_is_asked_about_once_and_its_outcome_sent_once_after_its_answer()
    {
        await Mlmesh.ReplayAsync(_gateway, "--days", "1", "--limit", $"{Flights}", "--json");

        Assert.Equal(Flights, _gateway.Predictions.Count);
        Assert.Equal(Flights, _gateway.Outcomes.Select(o => o.Body["predictionId"]!.GetValue<string>()).Distinct().Count());
        Assert.Equal(Flights, _gateway.Outcomes.Count);
        Assert.All(_gateway.Outcomes, outcome => Assert.True(_gateway.PredictionOf(outcome).Answered < outcome.Arrived));
    }

    [Fact]
    public async Task No_more_requests_are_under_way_than_allowed()
    {
        var underWay = 0;
        var most = 0;
        _gateway.Interfere = async (_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref underWay));
            await Task.Yield();
            Interlocked.Decrement(ref underWay);
            return false;
        };

        await Mlmesh.ReplayAsync(_gateway, "--days", "1", "--limit", "300", "--concurrency", "3", "--json");

        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public async Task An_outcome_that_the_store_cannot_take_yet_is_sent_again()
    {
        var refused = 0;
        _gateway.Interfere = (context, received) =>
        {
            var refuse = received.Path == "/outcomes" && Interlocked.Increment(ref refused) == 1;
            if (refuse)
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                context.Response.Headers.RetryAfter = "0";
            }

            return Task.FromResult(refuse);
        };

        var run = await Mlmesh.ReplayAsync(_gateway, "--limit", "1", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(2, _gateway.Outcomes.Count);
        Assert.Equal(1, run.Json["outcomesAccepted"]!.GetValue<int>());
    }
}
