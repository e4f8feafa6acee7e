using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Routing.DestinationRules;

/// <summary>The DestinationRules of one namespace by host.</summary>
internal sealed class RulePool
{
    private readonly Dictionary<string, List<ConsolidatedRule>> _byHost = [];

    public void Add(DestinationRule rule, Visibility visibility)
    {
        var host = HostNames.Resolve(rule.Host, rule.Namespace);
        if (!_byHost.TryGetValue(host, out var rules))
            _byHost[host] = rules = [];
        var same = rules.FindIndex(other => other.Takes(rule));
        if (same < 0)
            rules.Add(ConsolidatedRule.Of(rule, visibility));
        else
            rules[same] = rules[same].With(rule);
    }

    /// <summary>The rules of the exact host, else of the most specific wildcard; none when there are none.</summary>
    public IReadOnlyList<ConsolidatedRule>? Find(string host) =>
        _byHost.TryGetValue(host, out var rules) ? rules : HostNames.MostSpecific(host, _byHost.Keys) is { } key ? _byHost[key] : null;
}
