namespace MlMesh.Inference.Features;

/// <summary>A feature that a model asks for.</summary>
/// <param name="Name">Feast-style reference <c>view:feature</c>, for example <c>airport:origin_late_rate</c>.</param>
/// <param name="Default">Value to use when the store holds none; <see langword="null"/> when the model cannot do without.</param>
public sealed record FeatureDefinition(string Name, float? Default);
