namespace MlMesh.Mesh.Resources;

/// <summary>Which listeners.</summary>
public sealed record EnvoyListenerMatch
{
    /// <summary>Port.</summary>
    public uint PortNumber { get; init; }

    /// <summary>Unused.</summary>
    public string PortName { get; init; } = "";

    /// <summary>Which filter chain.</summary>
    public EnvoyFilterChainMatch? FilterChain { get; init; }

    /// <summary>Which listener filter.</summary>
    public string ListenerFilter { get; init; } = "";

    /// <summary>Name.</summary>
    public string Name { get; init; } = "";
}
