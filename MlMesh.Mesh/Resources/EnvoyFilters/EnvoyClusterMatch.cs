namespace MlMesh.Mesh.Resources;

/// <summary>Which clusters.</summary>
public sealed record EnvoyClusterMatch
{
    /// <summary>Port.</summary>
    public uint PortNumber { get; init; }

    /// <summary>Host of the service.</summary>
    public string Service { get; init; } = "";

    /// <summary>Subset.</summary>
    public string Subset { get; init; } = "";

    /// <summary>Name.</summary>
    public string Name { get; init; } = "";
}
