namespace MlMesh.Mesh.Resources;

/// <summary>Algorithms without a key.</summary>
public enum SimpleLoadBalancer
{
    /// <summary>As LeastRequest.</summary>
    Unspecified,

    /// <summary>Deprecated: as LeastRequest.</summary>
    LeastConn,

    /// <summary>Any pod.</summary>
    Random,

    /// <summary>The address that the caller asked for.</summary>
    Passthrough,

    /// <summary>In turn.</summary>
    RoundRobin,

    /// <summary>The less busy of two.</summary>
    LeastRequest,
}
