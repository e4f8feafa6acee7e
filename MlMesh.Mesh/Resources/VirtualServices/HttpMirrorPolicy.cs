namespace MlMesh.Mesh.Resources;

/// <summary>One mirror.</summary>
public sealed record HttpMirrorPolicy
{
    /// <summary>Where the copies go.</summary>
    public Destination? Destination { get; init; }

    /// <summary>Share of requests; absent: all.</summary>
    public Percent? Percentage { get; init; }
}
