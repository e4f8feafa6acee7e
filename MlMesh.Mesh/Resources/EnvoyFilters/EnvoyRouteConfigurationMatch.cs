namespace MlMesh.Mesh.Resources;

/// <summary>Which routes.</summary>
public sealed record EnvoyRouteConfigurationMatch
{
    /// <summary>Port.</summary>
    public uint PortNumber { get; init; }

    /// <summary>Name of the port.</summary>
    public string PortName { get; init; } = "";

    /// <summary>Gateway, as namespace/name.</summary>
    public string Gateway { get; init; } = "";

    /// <summary>Which virtual host.</summary>
    public EnvoyVirtualHostMatch? Vhost { get; init; }

    /// <summary>Name of the route configuration.</summary>
    public string Name { get; init; } = "";
}
