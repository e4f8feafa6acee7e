namespace MlMesh.Mesh.Resources;

/// <summary>A rule for plain TCP.</summary>
public sealed record TcpRoute
{
    /// <summary>Alternatives.</summary>
    public IReadOnlyList<L4MatchAttributes> Match { get; init; } = [];

    /// <summary>Weighted destinations.</summary>
    public IReadOnlyList<RouteDestination> Route { get; init; } = [];
}
