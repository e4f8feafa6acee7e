namespace MlMesh.Mesh.Resources;

/// <summary>Which virtual host.</summary>
public sealed record EnvoyVirtualHostMatch
{
    /// <summary>Name, as host:port.</summary>
    public string Name { get; init; } = "";

    /// <summary>Which route.</summary>
    public EnvoyRouteMatch? Route { get; init; }

    /// <summary>Domain.</summary>
    public string DomainName { get; init; } = "";
}
