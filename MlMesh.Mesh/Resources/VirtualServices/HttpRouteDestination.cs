namespace MlMesh.Mesh.Resources;

/// <summary>One weighted destination.</summary>
public sealed record HttpRouteDestination
{
    /// <summary>Where to.</summary>
    public Destination? Destination { get; init; }

    /// <summary>Share of the requests, relative to the other destinations'.</summary>
    public int Weight { get; init; }

    /// <summary>Header changes for requests to this destination.</summary>
    public Headers? Headers { get; init; }
}
