using MlMesh.Cli.Replay.Flights;
using MlMesh.Cli.Replay.Results;

namespace MlMesh.Cli.Replay.Reporting;

/// <summary>The result of a replay, as <c>--json</c> writes it.</summary>
internal sealed record ReplayReport
{
    /// <summary>False when it was interrupted.</summary>
    public required bool Completed { get; init; }

    public required Uri Url { get; init; }

    public required int Flights { get; init; }

    public required DateTime From { get; init; }

    public required DateTime To { get; init; }

    public required double DurationSeconds { get; init; }

    public required long Requests { get; init; }

    public required double RequestsPerSecond { get; init; }

    public required long OutcomesAccepted { get; init; }

    public required long RequestsFailed { get; init; }

    public required IReadOnlyList<VersionReport> Versions { get; init; }

    public required IReadOnlyList<FailureReport> Failures { get; init; }

    public static ReplayReport Of(ReplayResults results, ReplaySettings settings, IReadOnlyList<FlightRecord> flights, bool completed, TimeSpan duration) => new()
    {
        Completed = completed,
        Url = settings.Url,
        Flights = flights.Count,
        From = flights[0].Scheduled,
        To = flights[^1].Scheduled,
        DurationSeconds = Math.Round(duration.TotalSeconds, 3),
        Requests = results.Requests,
        RequestsPerSecond = Math.Round(results.Requests / duration.TotalSeconds, 1),
        OutcomesAccepted = results.Outcomes,
        RequestsFailed = results.Failed,
        Versions = [.. results.Versions.Select(v => VersionReport.Of(v.Target, v.Version, v.Results))],
        Failures = [.. results.Failures.Select(f => new FailureReport(f.Request, f.Error, f.Count))],
    };
}
