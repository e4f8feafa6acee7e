namespace MlMesh.Mesh.Resources;

/// <summary>Change of a metric's label.</summary>
public sealed record TagOverride
{
    /// <summary>What to do.</summary>
    public TagOperation Operation { get; init; }

    /// <summary>CEL expression of the value.</summary>
    public string Value { get; init; } = "";
}
