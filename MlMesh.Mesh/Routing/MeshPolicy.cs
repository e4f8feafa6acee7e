using System.Collections.Concurrent;
using System.Collections.Immutable;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.DestinationRules;
using MlMesh.Mesh.Routing.Paths;
using MlMesh.Mesh.Routing.Registry;
using MlMesh.Mesh.Routing.VirtualServices;
using MlMesh.Mesh.Security.PeerAuthentications;

namespace MlMesh.Mesh.Routing;

/// <summary>An immutable snapshot of the policy of a mesh. Proxies' views of it are compiled when they are first asked for.</summary>
public sealed class MeshPolicy
{
    private readonly ConcurrentDictionary<Workload, Lazy<ProxyPolicy>> _proxies = new();
    private readonly ConcurrentDictionary<Workload, PeerAuthenticationModes> _peerAuthentication = new();
    private readonly ConcurrentDictionary<string, MutualTlsMode> _namespaceMutualTls = new();

    private MeshPolicy(MeshResources resources)
    {
        Resources = resources;
        Registry = new ServiceRegistry(resources);
        VirtualServices = new VirtualServiceIndex(resources);
        DestinationRules = new DestinationRuleIndex(resources);
        PathNormalization = resources.Mesh.PathNormalization?.Normalization switch
        {
            PathNormalizationType.None => PathNormalizationMode.None,
            PathNormalizationType.MergeSlashes => PathNormalizationMode.MergeSlashes,
            PathNormalizationType.DecodeAndMergeSlashes => PathNormalizationMode.DecodeAndMergeSlashes,
            _ => PathNormalizationMode.Base,
        };
    }

    /// <summary>The resources that it was compiled from.</summary>
    public MeshResources Resources { get; }

    /// <summary>What every proxy does to paths first.</summary>
    public PathNormalizationMode PathNormalization { get; }

    /// <summary>All workloads, oldest pod first.</summary>
    public ImmutableArray<Workload> Workloads => Registry.Workloads;

    internal ServiceRegistry Registry { get; }

    internal VirtualServiceIndex VirtualServices { get; }

    internal DestinationRuleIndex DestinationRules { get; }

    /// <summary>Compiles resources.</summary>
    public static MeshPolicy Compile(MeshResources resources)
    {
        ArgumentNullException.ThrowIfNull(resources);
        return new MeshPolicy(resources);
    }

    /// <summary>A workload by namespace and pod name; none when there is no such pod.</summary>
    public Workload? Workload(string ns, string name) => Workloads.FirstOrDefault(workload => workload.Namespace == ns && workload.Name == name);

    /// <summary>Which connections a workload takes.</summary>
    /// <param name="workload">The workload that receives.</param>
    public PeerAuthenticationModes PeerAuthentication(Workload workload)
    {
        ArgumentNullException.ThrowIfNull(workload);
        return _peerAuthentication.GetOrAdd(workload, static (key, policy) => PeerAuthenticationModes.For(policy.Resources, key), this);
    }

    /// <summary>The mode that a namespace's workloads inherit.</summary>
    internal MutualTlsMode NamespaceMutualTls(string ns) => _namespaceMutualTls.GetOrAdd(ns, static (ns, policy) => PeerAuthenticationModes.OfNamespace(policy.Resources, ns), this);

    /// <summary>The policy as a workload's proxy has it.</summary>
    public ProxyPolicy For(Workload workload)
    {
        ArgumentNullException.ThrowIfNull(workload);
        return _proxies.GetOrAdd(workload, key => new Lazy<ProxyPolicy>(() => new ProxyPolicy(this, key))).Value;
    }
}
