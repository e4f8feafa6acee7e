namespace MlMesh.Inference.Api;

/// <summary>Body of <c>POST /predict</c>.</summary>
/// <param name="Origin">IATA code of the airport it leaves from.</param>
/// <param name="Destination">IATA code of the airport it goes to.</param>
/// <param name="Scheduled">Scheduled departure in the origin's local time, <c>2001-06-04T17:30</c>.</param>
/// <param name="Distance">Miles; by default that of the route, or between the airports' coordinates.</param>
/// <param name="AsOf">The moment of the prediction, on the same clock; by default the scheduled departure.</param>
internal sealed record PredictionRequest(
    string Origin,
    string Destination,
    string Scheduled,
    double? Distance = null,
    string? AsOf = null);
