namespace MlMesh.Mesh.Resources;

/// <summary>Waypoint proxies.</summary>
public sealed record EnvoyWaypointMatch
{
    /// <summary>Port.</summary>
    public uint PortNumber { get; init; }

    /// <summary>Which filter.</summary>
    public EnvoyFilterMatch? Filter { get; init; }

    /// <summary>Which route.</summary>
    public EnvoyWaypointRouteMatch? Route { get; init; }
}
