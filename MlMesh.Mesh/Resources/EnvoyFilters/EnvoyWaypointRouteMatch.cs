namespace MlMesh.Mesh.Resources;

/// <summary>Which route of a waypoint.</summary>
public sealed record EnvoyWaypointRouteMatch
{
    /// <summary>Name.</summary>
    public string Name { get; init; } = "";
}
