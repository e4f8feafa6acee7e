namespace MlMesh.Inference.Features;

/// <summary>The value is in the request.</summary>
internal sealed record FlightSource(Func<Flight, float> Value) : FeatureSource;
