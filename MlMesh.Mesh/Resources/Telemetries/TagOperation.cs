namespace MlMesh.Mesh.Resources;

/// <summary>What to do with a label.</summary>
public enum TagOperation
{
    /// <summary>Set.</summary>
    Upsert,

    /// <summary>Remove.</summary>
    Remove,
}
