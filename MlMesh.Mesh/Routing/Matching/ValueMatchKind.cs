namespace MlMesh.Mesh.Routing.Matching;

/// <summary>How a value is compared.</summary>
public enum ValueMatchKind
{
    /// <summary>Equal as a whole.</summary>
    Exact,

    /// <summary>A plain string prefix.</summary>
    Prefix,

    /// <summary>An RE2 pattern that must match the whole value.</summary>
    Regex,

    /// <summary>Anything that is there.</summary>
    Present,
}
