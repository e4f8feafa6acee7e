namespace MlMesh.Mesh.Routing;

/// <summary>A destination that gets copies.</summary>
/// <param name="Cluster">The cluster's name. A cluster that does not exist gets nothing.</param>
/// <param name="Share">How many requests are copied.</param>
public sealed record MirrorPolicy(string Cluster, Fraction Share);
