using System.Globalization;

namespace MlMesh.Cli.Replay.Reporting;

/// <summary>A line every few seconds, for logs and pipes.</summary>
internal sealed class PlainProgress(ProgressFigures figures, TextWriter output, TimeProvider time) : Progress(TimeSpan.FromSeconds(5), time)
{
    public override Task<bool> WatchAsync(Task<bool> replay) => WatchAsync(replay, Show);

    private void Show()
    {
        figures.Refresh();
        var versions = string.Concat(figures.Versions.Select(v => string.Create(
            CultureInfo.InvariantCulture,
            $"; {v.Version} at {v.Target}: {v.Predictions} predictions, {v.Rate:N0}/s, p50 {v.P50Milliseconds:F1} ms, p99 {v.P99Milliseconds:F1} ms")));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{figures.EventTime:yyyy-MM-dd HH:mm} ({figures.Share:P0}): {figures.Rate:N0} requests/s, {figures.Failed} failed{versions}"));
    }
}
