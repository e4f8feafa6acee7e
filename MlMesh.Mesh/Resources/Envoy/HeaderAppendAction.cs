namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>What a header does to others of its name.</summary>
public enum HeaderAppendAction
{
    /// <summary>It becomes a further line.</summary>
    Append,

    /// <summary>It is added only where there is none.</summary>
    AddIfAbsent,

    /// <summary>It replaces them; where there is none it is added.</summary>
    Overwrite,

    /// <summary>It replaces them; where there is none, nothing happens.</summary>
    OverwriteIfExists,
}
