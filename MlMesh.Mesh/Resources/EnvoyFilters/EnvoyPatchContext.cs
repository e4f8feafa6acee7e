namespace MlMesh.Mesh.Resources;

/// <summary>Which proxies and directions.</summary>
public enum EnvoyPatchContext
{
    /// <summary>All.</summary>
    Any,

    /// <summary>Into a sidecar.</summary>
    SidecarInbound,

    /// <summary>Out of a sidecar.</summary>
    SidecarOutbound,

    /// <summary>Gateways.</summary>
    Gateway,

    /// <summary>Waypoints.</summary>
    Waypoint,
}
