using System.Globalization;
using Spectre.Console;

namespace MlMesh.Cli.Replay.Reporting;

/// <summary>A table that is drawn anew several times a second, and makes room for the closing one.</summary>
internal sealed class LiveProgress(ProgressFigures figures, TimeProvider time) : Progress(TimeSpan.FromMilliseconds(250), time)
{
    public override Task<bool> WatchAsync(Task<bool> replay) => AnsiConsole.Live(Draw()).AutoClear(true).StartAsync(context => WatchAsync(replay, () =>
    {
        figures.Refresh();
        context.UpdateTarget(Draw());
    }));

    private Table Draw()
    {
        var results = figures.Results;
        var table = new Table().Border(TableBorder.Rounded)
            .Title(string.Create(CultureInfo.InvariantCulture, $"{figures.EventTime:ddd d MMM yyyy HH:mm}, {figures.Share:P0}"))
            .Caption(string.Create(CultureInfo.InvariantCulture, $"{figures.Rate:N0} requests/s, {results.Outcomes:N0} outcomes, {results.Failed:N0} failed. Ctrl-C ends with the results so far."));
        table.AddColumn("version").AddColumn("asked at");
        foreach (var heading in (string[])["predictions", "degraded", "p50 ms", "p99 ms"]) table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var (target, version, v) in results.Versions)
        {
            table.AddRow(
                Markup.Escape(version), Markup.Escape(target), ReportTable.Text(v.Predictions, "N0"), ReportTable.Text(v.Degraded, "N0"),
                ReportTable.Text(v.Latency.Milliseconds(0.5), "F1"), ReportTable.Text(v.Latency.Milliseconds(0.99), "F1"));
        }

        return table;
    }
}
