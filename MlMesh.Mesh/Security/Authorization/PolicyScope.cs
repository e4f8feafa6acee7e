using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;

namespace MlMesh.Mesh.Security.Authorization;

/// <summary>Which workloads a policy governs.</summary>
internal static class PolicyScope
{
    /// <summary>
    /// A policy governs its namespace, in the root namespace the whole mesh, restricted by its selector in both. One that is attached by targetRefs governs
    /// Services or Gateway API gateways, never sidecars.
    /// </summary>
    internal static bool Governs(AuthorizationPolicy policy, Workload workload, string rootNamespace) =>
        policy.TargetRef is null && policy.TargetRefs.Count == 0 && Governs(policy.Namespace, policy.Selector, workload, rootNamespace);

    /// <inheritdoc cref="Governs(AuthorizationPolicy, Workload, string)"/>
    internal static bool Governs(RequestAuthentication policy, Workload workload, string rootNamespace) =>
        policy.TargetRef is null && policy.TargetRefs.Count == 0 && Governs(policy.Namespace, policy.Selector, workload, rootNamespace);

    private static bool Governs(string ns, MatchLabelsSelector? selector, Workload workload, string rootNamespace) =>
        (ns == workload.Namespace || ns == rootNamespace)
        && (selector is null || selector.MatchLabels.All(l => workload.Labels.TryGetValue(l.Key, out var value) && value == l.Value));
}
