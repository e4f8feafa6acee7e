using MlMesh.Cli.Replay.Flights;
using MlMesh.Cli.Replay.Results;
using MlMesh.Cli.Replay.Traffic;

namespace MlMesh.Cli.Replay;

/// <summary>
/// Plays the flights in event time. Within a half hour requests run at the same time; before the first one of the next half hour, every
/// outcome of those before has been answered: the features that a prediction reads are then those that it would have read on the day.
/// </summary>
internal sealed class Replayer(ReplaySettings settings, IReadOnlyList<FlightRecord> flights, GatewayClient client, ReplayResults results, TimeProvider time)
{
    /// <summary>The name of the address that serves the users, in results.</summary>
    public const string Gateway = "gateway";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly User[] _users = [.. Enumerable.Range(1, settings.Users).Select(number => new User(number))];
    private readonly Task<Answer?>[] _answers = new Task<Answer?>[flights.Count];

    /// <returns>Whether everything was played; false when it was cancelled.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var events = ReplayEvent.Of(flights);
        if (events.Count == 0) return true;

        var pace = new Pace(settings.Speed, settings.Rate, events[0].Time, time);
        var slots = new SemaphoreSlim(settings.Concurrency);
        var underWay = new List<Task>();
        var bucket = events[0].Bucket;
        try
        {
            foreach (var next in events)
            {
                if (next.Bucket != bucket)
                {
                    await Task.WhenAll(underWay);
                    underWay.Clear();
                    bucket = next.Bucket;
                }

                await pace.WaitAsync(next.Time, next.IsOutcome ? 1 : 1 + settings.Compare.Count, cancellationToken);
                await slots.WaitAsync(cancellationToken);
                results.EventTime = next.Time;
                underWay.Add(PlayAsync(next, slots));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What is under way may still come back and count, but nobody who interrupts wants to wait.
            await Task.WhenAny(Task.WhenAll(underWay), Task.Delay(Patience, time, CancellationToken.None));
            return false;
        }

        await Task.WhenAll(underWay);
        return true;
    }

    private async Task PlayAsync(ReplayEvent next, SemaphoreSlim slots)
    {
        try
        {
            if (next.IsOutcome) await SendOutcomeAsync(next.Flight);
            else await (_answers[next.Flight] = PredictAsync(next.Flight));
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<Answer?> PredictAsync(int number)
    {
        var flight = flights[number];
        var served = await AskAsync(Gateway, flight, () => client.PredictAsync(_users[number % _users.Length], flight));
        if (served is null) return null;
        foreach (var target in settings.Compare) await AskAsync(target.Name, flight, () => client.CompareAsync(target.Url, flight, served));
        return served;
    }

    private async Task<Answer?> AskAsync(string target, FlightRecord flight, Func<Task<Answer>> ask)
    {
        var started = time.GetTimestamp();
        try
        {
            var answer = await ask();
            results.Predicted(target, answer, flight.Late, time.GetElapsedTime(started));
            return answer;
        }
        catch (RequestFailedException exception)
        {
            results.Fail($"predict ({target})", exception.Message);
            return null;
        }
    }

    private async Task SendOutcomeAsync(int number)
    {
        var answer = await _answers[number];
        try
        {
            await client.SendOutcomeAsync(flights[number], number, answer?.PredictionId);
            results.OutcomeAccepted();
        }
        catch (RequestFailedException exception)
        {
            results.Fail("outcome", exception.Message);
        }
    }
}
