namespace MlMesh.Inference.Features;

/// <summary>How a flight went: its arrival delay, and when that could be known at the earliest.</summary>
/// <param name="Origin">IATA code of the airport it left from, upper case.</param>
/// <param name="Destination">IATA code of the airport it went to, upper case.</param>
/// <param name="Scheduled">Scheduled departure, local wall time of the origin.</param>
/// <param name="Distance">Great-circle distance in miles.</param>
/// <param name="DelayMinutes">Arrival delay in minutes; negative for an early arrival.</param>
public sealed record FlightOutcome(string Origin, string Destination, DateTime Scheduled, double Distance, int DelayMinutes)
{
    /// <summary>A flight is late when its delay exceeds this many minutes; 15, as the US Department of Transportation counts.</summary>
    public const int LateAfterMinutes = 15;

    /// <summary>Minutes a flight spends on the ground and in the pattern, beside its time en route; 30.</summary>
    public const int GroundMinutes = 30;

    /// <summary>Seconds a flight needs per mile: 8, which is 7.5 miles per minute.</summary>
    public const int SecondsPerMile = 8;

    /// <summary>Whether the flight was late: more than <see cref="LateAfterMinutes"/> minutes.</summary>
    public bool Late => DelayMinutes > LateAfterMinutes;

    /// <summary>
    /// The moment from which the outcome counts as known: <c>scheduled + 30 min + distance / 7.5 miles per minute + delay</c>, never before the scheduled departure.
    /// </summary>
    public DateTime KnownAt
    {
        get
        {
            var seconds = 60.0 * (GroundMinutes + DelayMinutes) + SecondsPerMile * Distance;
            return Scheduled.AddSeconds(Math.Max(0, Math.Round(seconds)));
        }
    }
}
