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
        var table = new Table().Border(TableBorder.Rounded)
            .Title(string.Create(CultureInfo.InvariantCulture, $"{figures.EventTime:ddd d MMM yyyy HH:mm}, {figures.Share:P0}"))
            .Caption(string.Create(CultureInfo.InvariantCulture, $"{figures.Rate:N0} requests/s, {figures.Outcomes:N0} outcomes, {figures.Failed:N0} failed"));
        table.AddColumn("version").AddColumn("asked at");
        foreach (var heading in (string[])["predictions", "per second", "degraded", "p50 ms", "p99 ms"]) table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var v in figures.Versions)
        {
            table.AddRow(
                Markup.Escape(v.Version), Markup.Escape(v.Target), ReportTable.Text(v.Predictions, "N0"), ReportTable.Text(v.Rate, "N0"), ReportTable.Text(v.Degraded, "N0"),
                ReportTable.Text(v.P50Milliseconds, "F1"), ReportTable.Text(v.P99Milliseconds, "F1"));
        }

        return table;
    }
}
