using MlMesh.Cli.Replay.Flights;
using MlMesh.Cli.Replay.Results;

namespace MlMesh.Cli.Replay.Reporting;

/// <summary>Shows how a replay gets on.</summary>
internal abstract class Progress(TimeSpan interval, TimeProvider time)
{
    /// <summary>A live table where somebody looks at a terminal, otherwise lines.</summary>
    public static Progress Create(ReplaySettings settings, TextWriter messages, ReplayResults results, IReadOnlyList<FlightRecord> flights, TimeProvider time)
    {
        var figures = new ProgressFigures(results, flights[0].Scheduled, flights[^1].Scheduled, time);
        var terminal = !settings.Json && ReferenceEquals(messages, Console.Out) && !Console.IsOutputRedirected;
        return terminal ? new LiveProgress(figures, time) : new PlainProgress(figures, messages, time);
    }

    /// <summary>Shows progress until the replay has ended.</summary>
    public abstract Task<bool> WatchAsync(Task<bool> replay);

    protected async Task<bool> WatchAsync(Task<bool> replay, Action show)
    {
        using var timer = new PeriodicTimer(interval, time);
        while (await Task.WhenAny(replay, timer.WaitForNextTickAsync().AsTask()) != replay) show();
        return await replay;
    }
}
