namespace MlMesh.Inference.Features;

/// <summary>The value is in a hash that <c>load-features</c> wrote.</summary>
internal sealed record TableSource(TableEntity Entity, string Field) : FeatureSource;
