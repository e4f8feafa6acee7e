using System.Text.Json.Nodes;
using MlMesh.Tests.Overlays.Rendering;

namespace MlMesh.Tests.Overlays;

/// <summary>Who may open a connection to whom, by the rendered NetworkPolicies: the caller's egress and the callee's ingress must both allow it.</summary>
internal sealed class NetworkRules(IReadOnlyList<KubeObject> objects)
{
    private readonly IReadOnlyList<KubeObject> _policies = [.. objects.Where(item => item.Kind == "NetworkPolicy")];

    public IReadOnlyList<KubeObject> Policies => _policies;

    /// <summary>Whether a pod may call another one in the same namespace.</summary>
    public bool Allows(KubeObject caller, KubeObject callee, int port) =>
        Allows("Egress", "egress", "to", caller, callee.Namespace, callee.PodLabels, port) && Allows("Ingress", "ingress", "from", callee, caller.Namespace, caller.PodLabels, port);

    /// <summary>Whether pods of another namespace may call a pod.</summary>
    public bool AllowsFrom(string ns, IReadOnlyDictionary<string, string> labels, KubeObject callee, int port) => Allows("Ingress", "ingress", "from", callee, ns, labels, port);

    /// <summary>Whether a pod may call pods of another namespace.</summary>
    public bool AllowsTo(KubeObject caller, string ns, IReadOnlyDictionary<string, string> labels, int port) => Allows("Egress", "egress", "to", caller, ns, labels, port);

    /// <summary>The policies that restrict a pod in one direction (Ingress or Egress).</summary>
    public IEnumerable<KubeObject> Covering(KubeObject pod, string direction) => _policies.Where(policy =>
        policy.Namespace == pod.Namespace
        && pod.IsSelectedBy(policy.Spec!["podSelector"])
        && KubeObject.Items(policy.Spec["policyTypes"]).Any(type => (string?)type == direction));

    private bool Allows(string direction, string rules, string peers, KubeObject pod, string otherNamespace, IReadOnlyDictionary<string, string> otherLabels, int port)
    {
        var covering = Covering(pod, direction).ToList();
        return covering.Count == 0 || covering.SelectMany(policy => KubeObject.Items(policy.Spec![rules])).Any(rule =>
            (rule[peers] is null || KubeObject.Items(rule[peers]).Any(peer => Matches(peer, pod.Namespace, otherNamespace, otherLabels)))
            && (rule["ports"] is null || KubeObject.Items(rule["ports"]).Any(allowed => (int?)allowed["port"] == port)));
    }

    private static bool Matches(JsonNode peer, string ownNamespace, string ns, IReadOnlyDictionary<string, string> labels)
    {
        if (peer["ipBlock"] is not null) return false;
        var namespaceMatches = peer["namespaceSelector"] is { } selector
            ? Has(new Dictionary<string, string> { ["kubernetes.io/metadata.name"] = ns }, selector)
            : ns == ownNamespace;
        return namespaceMatches && (peer["podSelector"] is null || Has(labels, peer["podSelector"]!));
    }

    private static bool Has(IReadOnlyDictionary<string, string> labels, JsonNode selector) =>
        selector["matchExpressions"] is null
            ? KubeObject.Texts(selector["matchLabels"]).All(label => labels.TryGetValue(label.Key, out var value) && value == label.Value)
            : throw new NotSupportedException("matchExpressions");
}
