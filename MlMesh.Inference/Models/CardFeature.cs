namespace MlMesh.Inference.Models;

/// <summary>A feature that a model card lists.</summary>
/// <param name="Name">Feast-style reference <c>view:feature</c>.</param>
/// <param name="Default">Value when the store holds none; <see langword="null"/> when the model cannot do without.</param>
internal sealed record CardFeature(string Name, float? Default = null);
