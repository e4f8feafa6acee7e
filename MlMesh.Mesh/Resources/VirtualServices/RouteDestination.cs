namespace MlMesh.Mesh.Resources;

/// <summary>A weighted destination of a TCP or TLS rule.</summary>
public sealed record RouteDestination
{
    /// <summary>Where to.</summary>
    public Destination? Destination { get; init; }

    /// <summary>Relative share.</summary>
    public int Weight { get; init; }
}
