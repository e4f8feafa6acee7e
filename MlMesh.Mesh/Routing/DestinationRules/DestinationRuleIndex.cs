using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Routing.DestinationRules;

/// <summary>Looks DestinationRules up: in the caller's namespace, then the service's, then the root namespace. The first place that knows the host decides alone.</summary>
internal sealed class DestinationRuleIndex
{
    private readonly string _rootNamespace;
    private readonly Dictionary<string, RulePool> _local = [];
    private readonly Dictionary<string, RulePool> _exported = [];
    private readonly RulePool _rootPrivate = new();

    public DestinationRuleIndex(MeshResources resources)
    {
        _rootNamespace = resources.Mesh.RootNamespace;
        foreach (var rule in resources.DestinationRules.OldestFirst())
        {
            var ns = rule.Namespace;
            var visibility = Visibility.Parse(rule.ExportTo, resources.Mesh.DefaultDestinationRuleExportTo, ns);
            if (visibility.Includes(ns))
                Pool(_local, ns).Add(rule, visibility);
            if (!visibility.IsPrivateTo(ns))
                Pool(_exported, ns).Add(rule, visibility);
            else if (ns == _rootNamespace)
                _rootPrivate.Add(rule, visibility);
        }
    }

    /// <summary>The rule that a caller applies to a service; none without.</summary>
    /// <param name="caller">The calling workload.</param>
    /// <param name="host">The service's host.</param>
    /// <param name="serviceNamespace">The service's namespace.</param>
    /// <param name="inbound">For the caller's own inbound side, where selectors do not count.</param>
    public ConsolidatedRule? Find(Workload caller, string host, string serviceNamespace, bool inbound = false)
    {
        if (Candidates(caller.Namespace, host, serviceNamespace) is not { } rules)
            return null;
        ConsolidatedRule? general = null;
        foreach (var rule in rules)
        {
            if (rule.Selector is null)
                general = rule;
            else if (!inbound && rule.First.Namespace == caller.Namespace && rule.Selector.Selects(caller.Labels))
                return rule;
        }
        return general;
    }

    private IReadOnlyList<ConsolidatedRule>? Candidates(string callerNamespace, string host, string serviceNamespace)
    {
        // In the root namespace rules are meant for everyone, so for its own proxies (the gateways) they do not come first.
        var own = callerNamespace == _rootNamespace ? _rootPrivate : _local.GetValueOrDefault(callerNamespace);
        return own?.Find(host) ?? Exported(serviceNamespace, host, callerNamespace) ?? Exported(_rootNamespace, host, callerNamespace);
    }

    private List<ConsolidatedRule>? Exported(string owner, string host, string callerNamespace)
    {
        var rules = _exported.GetValueOrDefault(owner)?.Find(host)?.Where(rule => rule.Visibility.Includes(callerNamespace)).ToList();
        return rules is { Count: > 0 } ? rules : null;
    }

    private static RulePool Pool(Dictionary<string, RulePool> pools, string ns) => pools.TryGetValue(ns, out var pool) ? pool : pools[ns] = new RulePool();
}
