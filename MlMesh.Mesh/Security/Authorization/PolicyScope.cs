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
        policy.TargetRef is null
        && policy.TargetRefs.Count == 0
        && (policy.Namespace == workload.Namespace || policy.Namespace == rootNamespace)
        && (policy.Selector is null || policy.Selector.MatchLabels.All(l => workload.Labels.TryGetValue(l.Key, out var value) && value == l.Value));
}
