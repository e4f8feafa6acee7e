namespace MlMesh.Mesh.Resources;

/// <summary>Tunnelling through a forward proxy.</summary>
public sealed record TunnelSettings
{
    /// <summary>CONNECT or POST.</summary>
    public string Protocol { get; init; } = "";

    /// <summary>Target.</summary>
    public string TargetHost { get; init; } = "";

    /// <summary>Its port.</summary>
    public uint TargetPort { get; init; }
}
