namespace MlMesh.Inference.Api;

/// <summary>Body of <c>POST /outcomes</c>: a prediction's outcome by its id, or that of a flight that nobody predicted.</summary>
/// <param name="DelayMinutes">Arrival delay in minutes; negative for an early arrival.</param>
/// <param name="PredictionId">The prediction; without it the flight's members and the header Idempotency-Key are needed.</param>
/// <param name="Origin">IATA code of the airport it left from.</param>
/// <param name="Destination">IATA code of the airport it went to.</param>
/// <param name="Scheduled">Scheduled departure in the origin's local time, <c>2001-06-04T17:30</c>.</param>
/// <param name="Distance">Miles; by default that of the route, or between the airports' coordinates.</param>
internal sealed record OutcomeRequest(
    int DelayMinutes,
    string? PredictionId = null,
    string? Origin = null,
    string? Destination = null,
    string? Scheduled = null,
    double? Distance = null);
