using System.Globalization;

namespace MlMesh.Cli.Replay.Reporting;

/// <summary>A line every few seconds, for logs and pipes.</summary>
internal sealed class PlainProgress(ProgressFigures figures, TextWriter output, TimeProvider time) : Progress(TimeSpan.FromSeconds(5), time)
{
    public override Task<bool> WatchAsync(Task<bool> replay) => WatchAsync(replay, Show);

    private void Show()
    {
        figures.Refresh();
        var versions = string.Concat(figures.Results.Versions.Select(v =>
            $"; {v.Version} at {v.Target} {v.Results.Predictions}, p50 {ReportTable.Text(v.Results.Latency.Milliseconds(0.5), "F1")} ms, p99 {ReportTable.Text(v.Results.Latency.Milliseconds(0.99), "F1")} ms"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{figures.EventTime:yyyy-MM-dd HH:mm} ({figures.Share:P0}): {figures.Rate:N0} requests/s, {figures.Results.Failed} failed{versions}"));
    }
}
