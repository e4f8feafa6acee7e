namespace MlMesh.Mesh.Resources;

/// <summary>Fail-over of a region.</summary>
public sealed record LocalityFailover
{
    /// <summary>Origin.</summary>
    public string From { get; init; } = "";

    /// <summary>Destination.</summary>
    public string To { get; init; } = "";
}
