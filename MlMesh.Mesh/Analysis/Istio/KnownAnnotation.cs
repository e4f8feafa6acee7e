namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>An annotation that Istio knows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kinds">Kinds that it is for.</param>
/// <param name="IsDeprecated">Whether it should not be used any more.</param>
/// <param name="ReplacedByLabel">Whether a label of the same name is what to use.</param>
internal sealed record KnownAnnotation(string Name, IReadOnlyList<string> Kinds, bool IsDeprecated = false, bool ReplacedByLabel = false);
