namespace MlMesh.Gateway.Console;

/// <summary>One row of the console's table.</summary>
/// <param name="PredictionId">The prediction's id.</param>
/// <param name="At">When it was answered.</param>
/// <param name="DurationMilliseconds">How long the answer took, as the gateway saw it.</param>
/// <param name="Origin">IATA code.</param>
/// <param name="Destination">IATA code.</param>
/// <param name="Scheduled">The scheduled departure, in the origin's local time.</param>
/// <param name="ModelVersion">The version that answered.</param>
/// <param name="Probability">Of being late, 0 to 1.</param>
/// <param name="Threshold">From which probability on the model calls a flight late, 0 to 1.</param>
/// <param name="Late">Whether the model calls the flight late.</param>
/// <param name="Degraded">Whether the answer was made without the feature store.</param>
/// <param name="TraceId">The trace, 32 hexadecimal digits.</param>
internal sealed record RecentPrediction(
    string PredictionId,
    DateTimeOffset At,
    double DurationMilliseconds,
    string Origin,
    string Destination,
    string Scheduled,
    string ModelVersion,
    double Probability,
    double Threshold,
    bool Late,
    bool Degraded,
    string? TraceId);
