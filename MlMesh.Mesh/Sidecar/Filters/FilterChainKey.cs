using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Security.EnvoyFilters;

namespace MlMesh.Mesh.Sidecar.Filters;

/// <summary>Which filter chain of a proxy.</summary>
/// <param name="Listener">Where requests enter.</param>
/// <param name="Port">The port: the workload's, or, on a sidecar's outbound side, the Service's.</param>
/// <param name="Mutual">Of callers with mutual TLS.</param>
internal readonly record struct FilterChainKey(ListenerKind Listener, int Port, bool Mutual)
{
    /// <summary>Names the chain where buckets are kept: callers with mutual TLS and without have buckets of their own.</summary>
    public string Place => Listener == ListenerKind.Inbound ? $"{Listener}:{Port}:{(Mutual ? "tls" : "plain")}" : $"{Listener}:{Port}";

    /// <summary>What matches of EnvoyFilters see of the chain.</summary>
    public FilterChainShape Shape(ProxyPolicy policy) => Listener switch
    {
        ListenerKind.Inbound => FilterChainShape.Inbound(policy.Inbound(Port) is null ? null : Port, Mutual),
        ListenerKind.Gateway => FilterChainShape.Gateway(Port),
        _ => FilterChainShape.Outbound(Port),
    };
}
