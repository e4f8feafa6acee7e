using System.Collections.Immutable;
using MlMesh.Mesh.Explaining.Answers;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Sidecar;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Explaining;

/// <summary>Asks the workloads that a request may reach.</summary>
/// <param name="model">The policy.</param>
/// <param name="caller">Whose proxy forwards the request.</param>
/// <param name="identity">The identity that it shows over mTLS; null when it has none.</param>
/// <param name="standIn">Whether the stand-in's tokens count.</param>
internal sealed class Callees(PolicyModel model, Workload caller, string? identity, bool standIn)
{
    private readonly MeshPolicy _policy = model.Policy;

    /// <summary>A headless Service's cluster goes where the caller dialled: to any of the Service's pods.</summary>
    public ImmutableArray<Endpoint> Endpoints(ClusterConfig? cluster)
    {
        if (cluster is not { Kind: ClusterKind.OriginalDestination, Endpoints.IsEmpty: true, Host.Length: > 0 })
            return cluster?.Endpoints ?? [];
        var behind = _policy.Registry.ByHost(cluster.Host).FirstOrDefault()?.Endpoints.GetValueOrDefault(cluster.Port, []) ?? [];
        return [.. behind.Select(endpoint => endpoint with { Transport = cluster.Transport, ServerName = cluster.ServerName, SubjectAltNames = cluster.SubjectAltNames, Tls = cluster.Tls })];
    }

    /// <summary>What the workloads of endpoints say to a request, or to a connection of a port that speaks no HTTP.</summary>
    public ImmutableArray<CalleeAnswer> Behind(ImmutableArray<Endpoint> endpoints, MeshRequest forwarded, bool isTcp) =>
    [
        .. endpoints.Where(endpoint => endpoint.Workload is not null)
            .Select(endpoint => Ask(endpoint, forwarded, isTcp))
            .DistinctBy(callee => (callee.Workload.CanonicalName, callee.Workload.Version, callee.Port, callee.PeerIdentity, callee.TakesConnection, callee.Authorization)),
    ];

    private CalleeAnswer Ask(Endpoint endpoint, MeshRequest forwarded, bool isTcp)
    {
        var workload = endpoint.Workload!;
        if (!workload.HasSidecar)
            return new CalleeAnswer(workload, endpoint.Port, null, null, TakesConnection: true, null);
        var peer = endpoint.Transport == EndpointTransport.IstioMutual ? identity : null;
        var modes = _policy.PeerAuthentication(workload);
        var callee = new CalleeAnswer(workload, endpoint.Port, peer, modes.Mode(endpoint.Port), modes.Takes(endpoint.Port, endpoint.Transport), null);
        if (!callee.TakesConnection)
            return callee;
        var connection = new DownstreamConnection { PeerAddress = caller.Ip, Destination = endpoint, PeerIdentity = peer, ServerName = endpoint.ServerName };
        var exchange = new Exchange(ListenerKind.Inbound, workload, connection, forwarded.CopyWith(RequestBody.Empty), TimeProvider.System, null, Inquiry.Logging);
        var refusal = RequestPreparation.Prepare(exchange, _policy.PathNormalization, workload.SpiffeId(_policy.Resources.Mesh.TrustDomain));
        return refusal is null ? callee with { Authorization = model.Gate(workload, standIn).Ask(exchange, endpoint.Port, isTcp) } : callee;
    }
}
