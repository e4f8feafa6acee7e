namespace MlMesh.Mesh.Resources;

/// <summary>A service, or a subset of it.</summary>
public sealed record Destination
{
    /// <summary>Name of the service.</summary>
    public string Host { get; init; } = "";

    /// <summary>Name of a subset of the DestinationRule; empty: all pods.</summary>
    public string Subset { get; init; } = "";

    /// <summary>Port of the service.</summary>
    public PortSelector? Port { get; init; }
}
