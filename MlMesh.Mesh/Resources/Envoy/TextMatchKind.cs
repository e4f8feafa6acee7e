namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>How a text is compared.</summary>
public enum TextMatchKind
{
    /// <summary>It is there at all.</summary>
    Present,

    /// <summary>It is the same.</summary>
    Exact,

    /// <summary>It begins so.</summary>
    Prefix,

    /// <summary>It ends so.</summary>
    Suffix,

    /// <summary>It holds it somewhere.</summary>
    Contains,

    /// <summary>All of it matches an RE2 pattern.</summary>
    Regex,
}
