namespace MlMesh.Mesh.Routing.Clusters;

/// <summary>How a cluster finds its endpoints.</summary>
public enum ClusterKind
{
    /// <summary>From <see cref="ClusterConfig.Endpoints"/>.</summary>
    Endpoints,

    /// <summary>The address that the client connected to (Envoy's ORIGINAL_DST).</summary>
    OriginalDestination,

    /// <summary>Host names in <see cref="Endpoint.Address"/> are resolved by DNS.</summary>
    Dns,

    /// <summary>Nowhere: every connection is closed.</summary>
    BlackHole,
}
