using System.Collections.ObjectModel;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Analysis.Kiali;

/// <summary>Which connections workloads take, by their PeerAuthentications: the workload's, else the namespace's, else the mesh's.</summary>
internal sealed class PeerModes
{
    private readonly AnalysisContext _context;
    private readonly ILookup<string, PeerAuthentication> _byNamespace;

    public PeerModes(AnalysisContext context)
    {
        _context = context;
        _byNamespace = context.Resources.All<PeerAuthentication>().ToLookup(policy => policy.Namespace, StringComparer.Ordinal);
    }

    /// <summary>The mode that the root namespace sets; unset without.</summary>
    public MutualTlsMode Mesh => OfNamespace(_context.Mesh.RootNamespace);

    /// <summary>The mode that a namespace's own resource without selector sets; unset without.</summary>
    public MutualTlsMode OfNamespace(string ns) =>
        _byNamespace[ns].FirstOrDefault(policy => policy.Selector is null or { MatchLabels.Count: 0 })?.Mtls?.Mode ?? MutualTlsMode.Unset;

    /// <summary>Whether a policy's workloads take no mutual TLS, or nobody in the mesh speaks it to them.</summary>
    public bool TakesPlaintextOnly(AuthorizationPolicy policy)
    {
        var labels = policy.Selector?.MatchLabels ?? ReadOnlyDictionary<string, string>.Empty;
        var own = labels.Count == 0
            ? null
            : _byNamespace[policy.Namespace].FirstOrDefault(peers => peers.Selector is { MatchLabels.Count: > 0 } selector && selector.MatchLabels.Selects(labels));
        var mode = own?.Mtls?.Mode ?? MutualTlsMode.Unset;
        if (mode == MutualTlsMode.Unset)
            mode = OfNamespace(policy.Namespace);
        if (mode == MutualTlsMode.Unset)
            mode = Mesh;

        return mode switch
        {
            MutualTlsMode.Disable => true,
            MutualTlsMode.Strict => false,
            _ => _context.Mesh.EnableAutoMtls == false && !AnyRuleUsesMutualTls(policy.Namespace),
        };
    }

    private bool AnyRuleUsesMutualTls(string ns) => _context.Resources.All<DestinationRule>()
        .Any(rule => rule.TrafficPolicy?.Tls?.Mode == ClientTlsMode.IstioMutual && HostNames.Overlap(HostNames.Resolve(rule.Host, rule.Namespace), $"*.{ns}.svc.{HostNames.ClusterDomain}"));
}
