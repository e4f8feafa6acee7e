using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Security.EnvoyFilters;

/// <summary>A filter chain as istiod names it, for the matches of EnvoyFilters.</summary>
internal sealed record FilterChainShape
{
    private const string ConnectionManager = "envoy.filters.network.http_connection_manager";

    /// <summary>The direction.</summary>
    public required EnvoyPatchContext Context { get; init; }

    /// <summary>The listener's name.</summary>
    public required string Listener { get; init; }

    /// <summary>The port that <c>listener.portNumber</c> means: the listener's own, or, of a sidecar's inbound side, the chain's; none for the chain of undeclared ports.</summary>
    public int? Port { get; init; }

    /// <summary>The chain's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The destination port that the chain itself matches; none where the listener has only one.</summary>
    public int? DestinationPort { get; init; }

    /// <summary>The transport that the chain matches: <c>tls</c>, <c>raw_buffer</c> or any.</summary>
    public string Transport { get; init; } = "";

    /// <summary>The application protocols that the chain matches.</summary>
    public IReadOnlyList<string> ApplicationProtocols { get; init; } = [];

    /// <summary>The chain of a sidecar's own port.</summary>
    /// <param name="port">The workload port; none for ports that no Service declares.</param>
    /// <param name="mutual">Of callers with mutual TLS.</param>
    public static FilterChainShape Inbound(int? port, bool mutual) => new()
    {
        Context = EnvoyPatchContext.SidecarInbound,
        Listener = "virtualInbound",
        Port = port,
        Name = port is null ? "virtualInbound-catchall-http" : $"0.0.0.0_{port}",
        DestinationPort = port,
        Transport = mutual ? "tls" : "raw_buffer",
        ApplicationProtocols = mutual ? ["istio-http/1.0", "istio-http/1.1", "istio-h2"] : [],
    };

    /// <summary>The chain of a port that a sidecar's application calls.</summary>
    public static FilterChainShape Outbound(int port) => new() { Context = EnvoyPatchContext.SidecarOutbound, Listener = $"0.0.0.0_{port}", Port = port };

    /// <summary>The chain of a gateway's port.</summary>
    public static FilterChainShape Gateway(int port) => new() { Context = EnvoyPatchContext.Gateway, Listener = $"0.0.0.0_{port}", Port = port };

    /// <summary>Whether a patch of HTTP filters applies here.</summary>
    public bool IsMatchedBy(EnvoyConfigObjectMatch match)
    {
        if (match.Context != EnvoyPatchContext.Any && match.Context != Context)
            return false;
        if (match.Listener is not { } listener)
            return true;
        return (listener.Name.Length == 0 || listener.Name == Listener)
            && (listener.PortNumber == 0 || listener.PortNumber == Port)
            && (listener.FilterChain is not { } chain || IsMatchedBy(chain));
    }

    private bool IsMatchedBy(EnvoyFilterChainMatch chain) =>
        (chain.Name.Length == 0 || chain.Name == Name)
        && chain.Sni.Length == 0
        && (chain.TransportProtocol.Length == 0 || chain.TransportProtocol == Transport)
        && (chain.ApplicationProtocols.Length == 0 || chain.ApplicationProtocols.Split(',').All(ApplicationProtocols.Contains))
        && (chain.DestinationPort == 0 || chain.DestinationPort == DestinationPort)
        && (chain.Filter is null || chain.Filter.Name == ConnectionManager);
}
