using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using MlMesh.ServiceDefaults.Problems;

namespace MlMesh.Gateway.Console;

/// <summary>
/// Server-sent events of recent predictions. A watcher looks at a counter a few times a second instead of being woken by each prediction,
/// so watching costs the forwarding path nothing and a burst arrives as one batch.
/// </summary>
internal sealed class PredictionFeed(
    RecentPredictions recent, IOptions<ConsoleOptions> options, IHostApplicationLifetime lifetime, TimeProvider time)
{
    private const string EventType = "predictions";
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    /// <summary>How long nothing may be said; a watcher that has gone away is noticed by then.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    private int _watchers;

    /// <summary>Answers <c>GET /console/predictions</c>, until the watcher leaves or the gateway stops.</summary>
    public async Task WatchAsync(HttpContext context)
    {
        if (!recent.Enabled)
        {
            await Problem.WriteAsync(context, StatusCodes.Status404NotFound, $"This gateway keeps no recent predictions ({ConsoleOptions.Section}:{nameof(ConsoleOptions.RecentPredictions)} is 0).");
            return;
        }
        try
        {
            if (Interlocked.Increment(ref _watchers) > options.Value.MaxWatchers)
            {
                context.Response.Headers.RetryAfter = "10";
                await Problem.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "Too many consoles are watching already. Try again later.");
                return;
            }
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
            await TypedResults.ServerSentEvents(BatchesAsync(ends.Token)).ExecuteAsync(context);
        }
        finally
        {
            Interlocked.Decrement(ref _watchers);
        }
    }

    private async IAsyncEnumerable<SseItem<PredictionBatch>> BatchesAsync([EnumeratorCancellation] CancellationToken ended)
    {
        var batch = recent.Read(after: 0);
        yield return new SseItem<PredictionBatch>(batch, EventType);
        using var ticks = new PeriodicTimer(Pace, time);
        var said = time.GetTimestamp();
        while (await NextAsync(ticks, ended))
        {
            if (recent.Total == batch.Total && time.GetElapsedTime(said) < Silence)
                continue;
            batch = recent.Read(batch.Total);
            said = time.GetTimestamp();
            yield return new SseItem<PredictionBatch>(batch, EventType);
        }
    }

    // The end is no error: the stream simply closes.
    private static async ValueTask<bool> NextAsync(PeriodicTimer ticks, CancellationToken ended)
    {
        try
        {
            return await ticks.WaitForNextTickAsync(ended);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
