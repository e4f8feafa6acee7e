namespace MlMesh.Mesh.RegularExpressions;

/// <summary>The flags that <c>(?flags)</c> changes.</summary>
[Flags]
internal enum Re2Flags
{
    None = 0,
    IgnoreCase = 1,
    MultiLine = 2,
    DotMatchesNewline = 4,
    Ungreedy = 8,
}
