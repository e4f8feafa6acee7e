using System.Collections.ObjectModel;
using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Kiali;

/// <summary>Selectors of Sidecars and security policies: do they take workloads, and does each workload have one resource?</summary>
internal sealed class WorkloadSelectorChecker : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [KialiCodes.SeveralWithoutSelector, KialiCodes.SeveralForWorkload, KialiCodes.SelectorWithoutWorkload];

    public void Analyze(AnalysisContext context)
    {
        Check(context, context.Resources.All<SidecarResource>(), sidecar => sidecar.WorkloadSelector?.Labels, FieldPath.Of("spec", "workloadSelector"));
        Check(context, context.Resources.All<PeerAuthentication>(), policy => policy.Selector?.MatchLabels, FieldPath.Of("spec", "selector"));
        Check(context, context.Resources.All<RequestAuthentication>().Where(policy => policy.TargetRef is null && policy.TargetRefs.Count == 0), policy => policy.Selector?.MatchLabels, FieldPath.Of("spec", "selector"));
        foreach (var policy in context.Resources.All<AuthorizationPolicy>())
            CheckWorkloads(context, policy, policy.Selector?.MatchLabels ?? NoLabels, FieldPath.Of("spec", "selector"));
    }

    private static IReadOnlyDictionary<string, string> NoLabels { get; } = ReadOnlyDictionary<string, string>.Empty;

    private static void Check<T>(AnalysisContext context, IEnumerable<T> resources, Func<T, IReadOnlyDictionary<string, string>?> selectorOf, FieldPath path)
        where T : MeshResource
    {
        foreach (var group in resources.GroupBy(resource => resource.Namespace))
        {
            var defaults = group.Where(resource => selectorOf(resource) is null or { Count: 0 }).ToList();
            foreach (var resource in defaults.Count > 1 ? defaults : [])
                context.ReportAt(KialiCodes.SeveralWithoutSelector, resource, path, $"More than one selector-less object in the same namespace: {Names(defaults)}");

            var selecting = new Dictionary<Workload, List<T>>(ReferenceEqualityComparer.Instance);
            foreach (var resource in group.Except(defaults))
            {
                CheckWorkloads(context, resource, selectorOf(resource)!, path);
                foreach (var workload in context.Workloads.Selected(resource.Namespace, selectorOf(resource)!))
                {
                    if (!selecting.TryGetValue(workload, out var others))
                        selecting[workload] = others = [];
                    others.Add(resource);
                }
            }

            foreach (var (workload, others) in selecting.Where(pair => pair.Value.Count > 1))
            {
                foreach (var resource in others)
                    context.ReportAt(KialiCodes.SeveralForWorkload, resource, path, $"More than one object applied to the same workload {workload.Resource.FullName()}: {Names(others)}");
            }
        }
    }

    private static void CheckWorkloads(AnalysisContext context, MeshResource resource, IReadOnlyDictionary<string, string> selector, FieldPath path)
    {
        if (selector.Count == 0)
            return;

        // What stands in the root namespace is for the whole mesh.
        var workloads = resource.Namespace == context.Mesh.RootNamespace ? context.Workloads.Selected(selector) : context.Workloads.Selected(resource.Namespace, selector);
        if (!workloads.Any() && !context.Assumes.Workloads(resource.Namespace))
            context.ReportAt(KialiCodes.SelectorWithoutWorkload, resource, path, $"No matching workload found for the selector in this namespace: {Selectors.Text(selector)}");
    }

    private static string Names(IEnumerable<MeshResource> resources) => string.Join(", ", FullNames.Some(resources.Select(resource => resource.Name)));
}
