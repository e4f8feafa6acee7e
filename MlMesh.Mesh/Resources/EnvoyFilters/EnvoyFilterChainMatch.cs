namespace MlMesh.Mesh.Resources;

/// <summary>Which filter chain.</summary>
public sealed record EnvoyFilterChainMatch
{
    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Server name.</summary>
    public string Sni { get; init; } = "";

    /// <summary>Transport protocol.</summary>
    public string TransportProtocol { get; init; } = "";

    /// <summary>Application protocols.</summary>
    public string ApplicationProtocols { get; init; } = "";

    /// <summary>Which filter.</summary>
    public EnvoyFilterMatch? Filter { get; init; }

    /// <summary>Destination port.</summary>
    public uint DestinationPort { get; init; }
}
