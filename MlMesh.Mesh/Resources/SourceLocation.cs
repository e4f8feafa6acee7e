namespace MlMesh.Mesh.Resources;

/// <summary>A place in a policy file.</summary>
/// <param name="File">Path as it was given to the reader.</param>
/// <param name="Line">Line, from 1; 0 when unknown.</param>
public readonly record struct SourceLocation(string File, int Line)
{
    /// <summary>The place as <c>file:line</c>.</summary>
    public override string ToString() => Line > 0 ? $"{File}:{Line}" : File;
}
