namespace MlMesh.Mesh.Resources;

/// <summary>Which objects a patch changes.</summary>
public sealed record EnvoyConfigObjectMatch
{
    /// <summary>Which proxies and directions.</summary>
    public EnvoyPatchContext Context { get; init; }

    /// <summary>Which proxies.</summary>
    public EnvoyProxyMatch? Proxy { get; init; }

    /// <summary>Which listeners.</summary>
    [OneOf("object_types")]
    public EnvoyListenerMatch? Listener { get; init; }

    /// <summary>Which routes.</summary>
    [OneOf("object_types")]
    public EnvoyRouteConfigurationMatch? RouteConfiguration { get; init; }

    /// <summary>Which clusters.</summary>
    [OneOf("object_types")]
    public EnvoyClusterMatch? Cluster { get; init; }

    /// <summary>Waypoint proxies.</summary>
    [OneOf("object_types")]
    public EnvoyWaypointMatch? Waypoint { get; init; }
}
