namespace MlMesh.Mesh.Resources;

/// <summary>A rule for passed-through TLS.</summary>
public sealed record TlsRoute
{
    /// <summary>Alternatives.</summary>
    public IReadOnlyList<TlsMatchAttributes> Match { get; init; } = [];

    /// <summary>Weighted destinations.</summary>
    public IReadOnlyList<RouteDestination> Route { get; init; } = [];
}
