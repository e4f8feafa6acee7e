namespace MlMesh.Inference.Features;

/// <summary>The value is the late share of the flights of the last hours, from the online counters.</summary>
internal sealed record WindowSource(WindowEntity Entity, WindowCounter Counter, int Hours) : FeatureSource;
