namespace MlMesh.Mesh.Security.Tokens;

/// <summary>What a JSON value is.</summary>
internal enum ClaimKind
{
    Null,
    Text,
    Number,
    Truth,
    List,
    Fields,
}
