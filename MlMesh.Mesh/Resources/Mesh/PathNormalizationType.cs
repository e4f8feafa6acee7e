namespace MlMesh.Mesh.Resources;

/// <summary>Steps of path normalization.</summary>
public enum PathNormalizationType
{
    /// <summary>As Base.</summary>
    Default,

    /// <summary>None.</summary>
    None,

    /// <summary>Dot segments, backslashes and unreserved escapes.</summary>
    Base = 2,

    /// <summary>Also merges slashes.</summary>
    MergeSlashes = 3,

    /// <summary>Also decodes escaped slashes first.</summary>
    DecodeAndMergeSlashes = 4,
}
