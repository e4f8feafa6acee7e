namespace MlMesh.Inference.Features;

/// <summary>An airport that the models know.</summary>
/// <param name="Iata">Its IATA code, upper case.</param>
/// <param name="Name">Its name.</param>
/// <param name="City">The city it serves.</param>
/// <param name="State">Two-letter code of the US state or territory.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east (negative in the Americas).</param>
public sealed record Airport(string Iata, string Name, string City, string State, double Latitude, double Longitude);
