using System.Collections.Frozen;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Security.PeerAuthentications;

/// <summary>
/// Which connections a workload takes on each of its ports, as the PeerAuthentications of mesh, namespace and workload say. Immutable.
/// They rule sidecars; what a gateway's own ports take is stated by its Gateway's servers.
/// </summary>
public sealed class PeerAuthenticationModes
{
    private readonly FrozenDictionary<int, MutualTlsMode> _ports;

    private PeerAuthenticationModes(MutualTlsMode general, FrozenDictionary<int, MutualTlsMode> ports)
    {
        General = general;
        _ports = ports;
    }

    /// <summary>The mode of all ports without one of their own, ports that no Service declares included; never <see cref="MutualTlsMode.Unset"/>.</summary>
    public MutualTlsMode General { get; }

    /// <summary>Finds the modes of a workload. On each level the oldest resource alone counts; UNSET inherits from the level above, the mesh's from PERMISSIVE.</summary>
    /// <param name="resources">The admitted resources.</param>
    /// <param name="workload">The workload that receives.</param>
    public static PeerAuthenticationModes For(MeshResources resources, Workload workload)
    {
        ArgumentNullException.ThrowIfNull(resources);
        ArgumentNullException.ThrowIfNull(workload);
        var inherited = OfNamespace(resources, workload.Namespace);
        // A selector reaches no other namespace, and in the root namespace nobody at all.
        var own = workload.Namespace == resources.Mesh.RootNamespace ? null : resources.PeerAuthentications.OldestFirst()
            .FirstOrDefault(p => p.Namespace == workload.Namespace && p.Selector is { MatchLabels.Count: > 0 } selector && selector.MatchLabels.Selects(workload.Labels));
        var general = Mode(own?.Mtls, inherited);
        return new PeerAuthenticationModes(general, own?.PortLevelMtls.ToFrozenDictionary(port => (int)port.Key, port => Mode(port.Value, general)) ?? FrozenDictionary<int, MutualTlsMode>.Empty);
    }

    /// <summary>The mode that a namespace's workloads inherit; never <see cref="MutualTlsMode.Unset"/>.</summary>
    internal static MutualTlsMode OfNamespace(MeshResources resources, string ns)
    {
        var mesh = Mode(WithoutSelector(resources, resources.Mesh.RootNamespace)?.Mtls, MutualTlsMode.Permissive);
        return ns == resources.Mesh.RootNamespace ? mesh : Mode(WithoutSelector(resources, ns)?.Mtls, mesh);
    }

    /// <summary>The mode of a port: DISABLE takes plaintext only, PERMISSIVE plaintext and the mesh's mutual TLS, STRICT mutual TLS only.</summary>
    /// <param name="port">The workload's port, never the Service's.</param>
    public MutualTlsMode Mode(int port) => _ports.TryGetValue(port, out var own) ? own : General;

    /// <summary>
    /// Whether a connection is taken. One that is not is cut off before any HTTP: plaintext is closed without an answer, a TLS handshake fails. TLS that is not the
    /// mesh's own is never taken.
    /// </summary>
    /// <param name="port">The workload's port.</param>
    /// <param name="transport">What the client speaks.</param>
    public bool Takes(int port, EndpointTransport transport) => transport switch
    {
        EndpointTransport.Plaintext => Mode(port) != MutualTlsMode.Strict,
        EndpointTransport.IstioMutual => Mode(port) != MutualTlsMode.Disable,
        _ => false,
    };

    private static PeerAuthentication? WithoutSelector(MeshResources resources, string ns) =>
        resources.PeerAuthentications.OldestFirst().FirstOrDefault(p => p.Namespace == ns && p.Selector is not { MatchLabels.Count: > 0 });

    private static MutualTlsMode Mode(MutualTls? stated, MutualTlsMode inherited) => stated is { Mode: not MutualTlsMode.Unset } ? stated.Mode : inherited;
}
