namespace MlMesh.Mesh.Resources;

/// <summary>What kind of object a patch changes.</summary>
public enum EnvoyPatchTarget
{
    /// <summary>Not stated.</summary>
    Invalid,

    /// <summary>Listeners.</summary>
    Listener,

    /// <summary>Filter chains.</summary>
    FilterChain,

    /// <summary>Network filters.</summary>
    NetworkFilter,

    /// <summary>HTTP filters.</summary>
    HttpFilter,

    /// <summary>Route configurations.</summary>
    RouteConfiguration,

    /// <summary>Virtual hosts.</summary>
    VirtualHost,

    /// <summary>Routes.</summary>
    HttpRoute,

    /// <summary>Clusters.</summary>
    Cluster,

    /// <summary>Extension configurations.</summary>
    ExtensionConfig,

    /// <summary>The bootstrap.</summary>
    Bootstrap,

    /// <summary>Listener filters.</summary>
    ListenerFilter,
}
