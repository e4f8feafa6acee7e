namespace MlMesh.Cli.Replay.Flights;

/// <summary>A flight of the data, with how it went.</summary>
/// <param name="Scheduled">Departure, local wall time of the origin.</param>
/// <param name="Origin">IATA code.</param>
/// <param name="Destination">IATA code.</param>
/// <param name="Distance">Miles.</param>
/// <param name="Delay">Arrival delay in minutes; negative when early.</param>
internal sealed record FlightRecord(DateTime Scheduled, string Origin, string Destination, int Distance, int Delay)
{
    private const int LateAfterMinutes = 15;
    private const int GroundMinutes = 30;
    private const double MilesPerMinute = 7.5;

    public bool Late => Delay > LateAfterMinutes;

    /// <summary>When the outcome may be told: on arrival, estimated by a rule that the model cards state; never before the departure.</summary>
    public DateTime KnownAt => Scheduled.AddSeconds(Math.Max(0, Math.Round(60 * (GroundMinutes + Delay + Distance / MilesPerMinute))));
}
