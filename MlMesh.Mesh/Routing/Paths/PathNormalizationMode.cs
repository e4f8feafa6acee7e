namespace MlMesh.Mesh.Routing.Paths;

/// <summary>What proxies do to paths before anything else sees them (MeshConfig <c>pathNormalization</c>).</summary>
public enum PathNormalizationMode
{
    /// <summary>Nothing but dropping the fragment.</summary>
    None,

    /// <summary>Dot segments are resolved, backslashes become slashes, escapes of unreserved characters are decoded. Istio's default.</summary>
    Base,

    /// <summary><see cref="Base"/>, then runs of slashes become one.</summary>
    MergeSlashes,

    /// <summary>Escaped slashes and backslashes are decoded first, then <see cref="MergeSlashes"/>.</summary>
    DecodeAndMergeSlashes,
}
