namespace MlMesh.Inference.Features;

/// <summary>The entity a prediction is about: one scheduled flight, seen as of a moment.</summary>
/// <param name="Origin">IATA code of the airport it leaves from, upper case.</param>
/// <param name="Destination">IATA code of the airport it goes to, upper case.</param>
/// <param name="Scheduled">Scheduled departure, local wall time of the origin (<see cref="DateTimeKind.Unspecified"/>).</param>
/// <param name="Distance">Great-circle distance in miles.</param>
/// <param name="AsOf">
/// The moment the prediction is made, on the same clock as <paramref name="Scheduled"/>. Online features read only buckets that were closed by then.
/// </param>
public sealed record Flight(string Origin, string Destination, DateTime Scheduled, double Distance, DateTime AsOf);
