namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Kinds of tokens of a CEL expression.</summary>
internal enum CelTokenKind
{
    /// <summary>An identifier or a word such as <c>in</c>.</summary>
    Name,

    /// <summary>A number, text or bytes.</summary>
    Literal,

    /// <summary>An operator or a bracket.</summary>
    Symbol,

    /// <summary>The end of the text.</summary>
    End,
}
