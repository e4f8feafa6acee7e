using System.Collections.Immutable;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Routing.Clusters;

/// <summary>
/// How a cluster's endpoints are talked to: as the DestinationRule's <c>tls</c> says; without a word from it, by the mesh's mutual TLS wherever a workload of the mesh
/// takes it (auto mTLS).
/// </summary>
internal sealed class TransportSelection(MeshPolicy mesh, RegistryService service, int port, Subset? subset, ClientTlsSettings? tls, LoadBalancerSettings? statedBalancer)
{
    private readonly bool _isAutomatic = tls is null && mesh.Resources.Mesh.EnableAutoMtls != false && !service.IsExternal
        // istiod looks no deeper than the namespace here: where that says DISABLE, the cluster has no TLS, whatever single workloads ask for.
        && mesh.NamespaceMutualTls(service.Namespace) != MutualTlsMode.Disable;

    /// <summary>The transport of a cluster that goes where the client went; it is one for all, so one endpoint without sidecar takes mutual TLS from all of them.</summary>
    public EndpointTransport OfOriginalDestination => _isAutomatic && AllTakeMutualTls() ? EndpointTransport.IstioMutual : Stated;

    private EndpointTransport Stated => tls?.Mode switch
    {
        ClientTlsMode.IstioMutual => EndpointTransport.IstioMutual,
        ClientTlsMode.Simple or ClientTlsMode.Mutual => EndpointTransport.Tls,
        _ => EndpointTransport.Plaintext,
    };

    /// <summary>The server name to ask for.</summary>
    public string NameFor(EndpointTransport transport) => transport switch
    {
        EndpointTransport.Plaintext => "",
        _ when tls is { Sni.Length: > 0 } => tls.Sni,
        EndpointTransport.IstioMutual => ClusterNames.Sni(port, subset?.Name ?? "", service.Host),
        // Envoy takes the request's Host here, which is this name where the service has one.
        _ => HostNames.IsWildcard(service.Host) ? "" : service.Host,
    };

    /// <summary>The names of which the server's certificate must have one; empty for none stated.</summary>
    public ImmutableArray<string> SubjectAltNamesFor(EndpointTransport transport) => transport switch
    {
        EndpointTransport.Plaintext => [],
        _ when tls is { SubjectAltNames.Count: > 0 } => [.. tls.SubjectAltNames],
        // A ServiceEntry's stand in for the DestinationRule's.
        EndpointTransport.Tls when service.Source is ServiceEntry entry => [.. entry.SubjectAltNames],
        _ => [],
    };

    /// <summary>What TLS of the DestinationRule's own kind verifies and proves; none for other transports.</summary>
    public TlsOrigination? OriginationFor(EndpointTransport transport) => transport == EndpointTransport.Tls && tls is not null ? TlsOrigination.Of(tls) : null;

    /// <summary>An endpoint with its transport.</summary>
    public Endpoint Apply(Endpoint endpoint)
    {
        var transport = _isAutomatic && TakesMutualTls(endpoint) ? EndpointTransport.IstioMutual : Stated;
        return transport == EndpointTransport.Plaintext
            ? endpoint
            : endpoint with { Transport = transport, ServerName = NameFor(transport), SubjectAltNames = SubjectAltNamesFor(transport), Tls = OriginationFor(transport) };
    }

    private bool TakesMutualTls(Endpoint endpoint) =>
        HasSidecar(endpoint) && (endpoint.Workload is not { } workload || mesh.PeerAuthentication(workload).Mode(endpoint.Port) != MutualTlsMode.Disable);

    private bool AllTakeMutualTls() => service.Resolution != ServiceResolution.Passthrough && statedBalancer is not { Simple: SimpleLoadBalancer.Passthrough }
        || (service.Endpoints.GetValueOrDefault(port, []) is { IsEmpty: false } endpoints && endpoints.All(HasSidecar));

    private static bool HasSidecar(Endpoint endpoint) => endpoint.Labels.GetValueOrDefault("security.istio.io/tlsMode") == "istio";
}
