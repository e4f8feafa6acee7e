namespace MlMesh.Mesh.Routing.Headers;

/// <summary>A header and the value it gets.</summary>
/// <param name="Name">Name in lower case.</param>
/// <param name="Value">Value, possibly with <c>%…%</c> commands.</param>
public sealed record HeaderAssignment(string Name, HeaderFormat Value);
