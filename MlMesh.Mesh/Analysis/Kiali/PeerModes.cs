using System.Collections.ObjectModel;
using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Analysis.Kiali;

/// <summary>Which connections workloads take, by their PeerAuthentications: the workload's, else the namespace's, else the mesh's.</summary>
internal sealed class PeerModes
{
    private readonly AnalysisContext _context;
    private readonly SelectorIndex<PeerAuthentication> _policies = new();
    private readonly HostIndex<DestinationRule> _mutual = new();

    public PeerModes(AnalysisContext context)
    {
        _context = context;
        foreach (var policy in context.Resources.All<PeerAuthentication>())
            _policies.Add(policy.Namespace, policy.Selector?.MatchLabels ?? ReadOnlyDictionary<string, string>.Empty, policy);
        foreach (var rule in context.Resources.All<DestinationRule>().Where(rule => rule.TrafficPolicy?.Tls?.Mode == ClientTlsMode.IstioMutual))
            _mutual.Add(HostNames.Resolve(rule.Host, rule.Namespace), rule);
    }

    /// <summary>The mode that the root namespace sets; unset without.</summary>
    public MutualTlsMode Mesh => OfNamespace(_context.Mesh.RootNamespace);

    /// <summary>The mode that a namespace's own resource without selector sets; unset without.</summary>
    public MutualTlsMode OfNamespace(string ns) => _policies.WithoutSelector(ns) is [var policy, ..] ? policy.Mtls?.Mode ?? MutualTlsMode.Unset : MutualTlsMode.Unset;

    /// <summary>Whether a policy's workloads take no mutual TLS, or nobody in the mesh speaks it to them.</summary>
    public bool TakesPlaintextOnly(AuthorizationPolicy policy)
    {
        var mode = policy.Selector is { MatchLabels.Count: > 0 } selector
            ? _policies.Selecting(policy.Namespace, selector.MatchLabels).FirstOrDefault()?.Mtls?.Mode ?? MutualTlsMode.Unset
            : MutualTlsMode.Unset;
        if (mode == MutualTlsMode.Unset)
            mode = OfNamespace(policy.Namespace);
        if (mode == MutualTlsMode.Unset)
            mode = Mesh;

        return mode switch
        {
            MutualTlsMode.Disable => true,
            MutualTlsMode.Strict => false,
            _ => _context.Mesh.EnableAutoMtls == false && !_mutual.Overlapping($"*.{policy.Namespace}.svc.{HostNames.ClusterDomain}").Any(),
        };
    }
}
