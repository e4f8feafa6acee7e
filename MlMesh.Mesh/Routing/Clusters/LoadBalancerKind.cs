namespace MlMesh.Mesh.Routing.Clusters;

/// <summary>Envoy's load-balancing policies that Istio can ask for.</summary>
public enum LoadBalancerKind
{
    /// <summary>The less busy of two random endpoints.</summary>
    LeastRequest,

    /// <summary>In turn.</summary>
    RoundRobin,

    /// <summary>At random.</summary>
    Random,

    /// <summary>The address that the client asked for.</summary>
    Passthrough,

    /// <summary>Consistent hashing on a ring.</summary>
    RingHash,

    /// <summary>Consistent hashing with a Maglev table.</summary>
    Maglev,
}
