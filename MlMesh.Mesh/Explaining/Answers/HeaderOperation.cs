namespace MlMesh.Mesh.Explaining.Answers;

/// <summary>What a route does to a header.</summary>
public enum HeaderOperation
{
    /// <summary>Takes every line of it away.</summary>
    Remove,

    /// <summary>Replaces every line of it by one.</summary>
    Set,

    /// <summary>Adds a line.</summary>
    Add,
}
