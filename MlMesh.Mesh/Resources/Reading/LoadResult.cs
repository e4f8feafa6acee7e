namespace MlMesh.Mesh.Resources;

/// <summary>What reading one file gave.</summary>
/// <param name="Resources">The resources that could be read, in the order of the file.</param>
/// <param name="Findings">What was wrong with the file.</param>
public sealed record LoadResult(IReadOnlyList<MeshResource> Resources, IReadOnlyList<Finding> Findings);
