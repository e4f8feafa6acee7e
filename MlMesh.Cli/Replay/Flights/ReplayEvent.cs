namespace MlMesh.Cli.Replay.Flights;

/// <summary>Something that happens at a moment of event time: a flight is asked about, or how it went becomes known.</summary>
internal readonly record struct ReplayEvent(DateTime Time, bool IsOutcome, int Flight)
{
    private static readonly TimeSpan BucketLength = TimeSpan.FromMinutes(30);

    /// <summary>Start of the half hour in which it happens. Features read whole half hours that have ended, so order matters only between them.</summary>
    public DateTime Bucket => new(Time.Ticks - Time.Ticks % BucketLength.Ticks, Time.Kind);

    /// <summary>Everything that happens to the flights, in order; at the same moment a prediction before an outcome.</summary>
    public static IReadOnlyList<ReplayEvent> Of(IReadOnlyList<FlightRecord> flights) =>
    [
        .. Enumerable.Range(0, flights.Count)
            .SelectMany(i => (ReplayEvent[])[new(flights[i].Scheduled, IsOutcome: false, i), new(flights[i].KnownAt, IsOutcome: true, i)])
            .OrderBy(e => e.Time)
            .ThenBy(e => e.IsOutcome)
            .ThenBy(e => e.Flight),
    ];
}
