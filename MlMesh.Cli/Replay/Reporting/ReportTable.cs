using System.Globalization;
using Spectre.Console;

namespace MlMesh.Cli.Replay.Reporting;

/// <summary>Writes the closing table.</summary>
internal static class ReportTable
{
    private const int PlainWidth = 120;

    public static void Write(ReplayReport report, TextWriter output)
    {
        var console = ConsoleOn(output);
        var table = new Table().Border(TableBorder.Rounded).Title(report.Completed ? "Replay" : "Replay, interrupted");
        table.AddColumn("version").AddColumn("asked at");
        foreach (var heading in (string[])["predictions", "late", "degraded", "AUC", "log loss", "Brier", "p50 ms", "p99 ms"]) table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var v in report.Versions)
        {
            table.AddRow(
                Markup.Escape(v.Version), Markup.Escape(v.Target), Text(v.Predictions, "N0"), Text(v.LateShare, "P1"), Text(v.Degraded, "N0"),
                Text(v.Auc, "F4"), Text(v.LogLoss, "F4"), Text(v.Brier, "F4"), Text(v.P50Milliseconds, "F1"), Text(v.P99Milliseconds, "F1"));
        }

        console.Write(table);
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Requests:N0} requests in {report.DurationSeconds:N1} s ({report.RequestsPerSecond:N0}/s), {report.OutcomesAccepted:N0} outcomes accepted, {report.RequestsFailed:N0} requests failed."));
        foreach (var failure in report.Failures) console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {failure.Count:N0} × {failure.Request}: {failure.Error}"));
    }

    /// <summary>A number, or a dash where there is none.</summary>
    internal static string Text(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";

    private static IAnsiConsole ConsoleOn(TextWriter output)
    {
        if (ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected) return AnsiConsole.Console;
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(output) });
        // A log has no width; what is wider than the terminal that Spectre assumes would be wrapped.
        console.Profile.Width = PlainWidth;
        return console;
    }
}
