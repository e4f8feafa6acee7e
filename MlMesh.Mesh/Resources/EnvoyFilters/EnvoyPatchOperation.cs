namespace MlMesh.Mesh.Resources;

/// <summary>How a patch is applied.</summary>
public enum EnvoyPatchOperation
{
    /// <summary>Not stated.</summary>
    Invalid,

    /// <summary>Merged.</summary>
    Merge,

    /// <summary>Added.</summary>
    Add,

    /// <summary>Removed.</summary>
    Remove,

    /// <summary>Inserted before the match.</summary>
    InsertBefore,

    /// <summary>Inserted after the match.</summary>
    InsertAfter,

    /// <summary>Inserted first.</summary>
    InsertFirst,

    /// <summary>Replaced.</summary>
    Replace,
}
