namespace MlMesh.Mesh.Resources;

/// <summary>A request header.</summary>
public sealed record HeaderTag
{
    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Used when it is missing.</summary>
    public string DefaultValue { get; init; } = "";
}
