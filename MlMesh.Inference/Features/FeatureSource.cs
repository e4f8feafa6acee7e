namespace MlMesh.Inference.Features;

/// <summary>Where a feature's value is found.</summary>
internal abstract record FeatureSource;
