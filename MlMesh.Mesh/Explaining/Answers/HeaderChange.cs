namespace MlMesh.Mesh.Explaining.Answers;

/// <summary>One change that a route makes to headers.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="Name">The header, in lower case.</param>
/// <param name="Value">The value with its <c>%…%</c> commands carried out; null for a removal.</param>
public sealed record HeaderChange(HeaderOperation Operation, string Name, string? Value);
