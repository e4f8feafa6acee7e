using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Analysis.Kiali;

/// <summary>Workloads of the mesh that no AuthorizationPolicy covers, where there are any policies.</summary>
internal sealed class UncoveredWorkloadChecker : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [KialiCodes.WorkloadWithoutAuthorization];

    public void Analyze(AnalysisContext context)
    {
        var policies = context.Resources.All<AuthorizationPolicy>().ToLookup(policy => policy.Namespace, StringComparer.Ordinal);
        if (policies.Count == 0)
            return;

        foreach (var workload in context.Workloads.All.Where(workload => workload.Namespace != context.Mesh.RootNamespace && IsInMesh(context, workload)))
        {
            var candidates = policies[workload.Namespace].Concat(policies[context.Mesh.RootNamespace]);
            if (!candidates.Any(policy => Covers(policy, workload)))
                context.Report(KialiCodes.WorkloadWithoutAuthorization, workload.Resource, "This workload is not covered by any authorization policy");
        }
    }

    private static bool Covers(AuthorizationPolicy policy, Workload workload) =>
        policy.TargetRef is null && policy.TargetRefs.Count == 0 && (policy.Selector?.MatchLabels.Selects(workload.Labels) ?? true);

    private static bool IsInMesh(AnalysisContext context, Workload workload) => workload.Resource switch
    {
        Pod pod => context.Membership.Has(pod),
        WorkloadResource template => context.Membership.Has(template),
        _ => false,
    };
}
