namespace MlMesh.Mesh.Resources;

/// <summary>One listener of a gateway.</summary>
public sealed record Server
{
    /// <summary>Its port.</summary>
    public ServerPort? Port { get; init; }

    /// <summary>Address or unix socket.</summary>
    [ClusterOnly("the gateway process listens where the AppHost says")]
    public string Bind { get; init; } = "";

    /// <summary>Hosts that it exposes: <c>host</c> or <c>namespace/host</c>, with wildcards.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>TLS.</summary>
    public ServerTlsSettings? Tls { get; init; }

    /// <summary>Unused by gateways.</summary>
    public string DefaultEndpoint { get; init; } = "";

    /// <summary>Name.</summary>
    public string Name { get; init; } = "";
}
