namespace MlMesh.Mesh.Traffic.Http;

/// <summary>One header line.</summary>
/// <param name="Name">The name; compared without regard to letter case, written in lower case.</param>
/// <param name="Value">The value without surrounding blanks; each character is one byte on the wire.</param>
public readonly record struct HeaderField(string Name, string Value);
