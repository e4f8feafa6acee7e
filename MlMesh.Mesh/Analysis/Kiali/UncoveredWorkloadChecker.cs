using System.Collections.ObjectModel;
using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Kiali;

/// <summary>Workloads of the mesh that no AuthorizationPolicy covers, where there are any policies.</summary>
internal sealed class UncoveredWorkloadChecker : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [KialiCodes.WorkloadWithoutAuthorization];

    public void Analyze(AnalysisContext context)
    {
        var policies = context.Resources.All<AuthorizationPolicy>();
        if (policies.Count == 0)
            return;

        var covered = new HashSet<Workload>(ReferenceEqualityComparer.Instance);
        var coversAll = new HashSet<string>(StringComparer.Ordinal);
        var selecting = policies.Where(policy => policy.TargetRef is null && policy.TargetRefs.Count == 0)
            .DistinctBy(policy => (policy.Namespace, Selectors.Text(policy.Selector?.MatchLabels ?? ReadOnlyDictionary<string, string>.Empty)));
        foreach (var policy in selecting)
        {
            var isMeshWide = policy.Namespace == context.Mesh.RootNamespace;
            if (policy.Selector is not { MatchLabels.Count: > 0 } selector)
                coversAll.Add(policy.Namespace);
            else
                covered.UnionWith(isMeshWide ? context.Workloads.Selected(selector.MatchLabels) : context.Workloads.Selected(policy.Namespace, selector.MatchLabels));
        }

        if (coversAll.Contains(context.Mesh.RootNamespace))
            return;

        foreach (var workload in context.Workloads.All)
        {
            if (!covered.Contains(workload) && !coversAll.Contains(workload.Namespace) && workload.Namespace != context.Mesh.RootNamespace && IsInMesh(context, workload))
                context.Report(KialiCodes.WorkloadWithoutAuthorization, workload.Resource, "This workload is not covered by any authorization policy");
        }
    }

    private static bool IsInMesh(AnalysisContext context, Workload workload) => workload.Resource switch
    {
        Pod pod => context.Membership.Has(pod),
        WorkloadResource template => context.Membership.Has(template),
        _ => false,
    };
}
