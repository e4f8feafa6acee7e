namespace MlMesh.Mesh.Resources;

/// <summary>The PROXY protocol.</summary>
public sealed record ProxyProtocol
{
    /// <summary>Its version.</summary>
    public ProxyProtocolVersion Version { get; init; }
}
