using System.Collections.ObjectModel;
using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>Sidecars: do they select pods, and does each pod have one?</summary>
internal sealed class SidecarSelectorAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } =
    [
        IstioCodes.ReferencedResourceNotFound,
        IstioCodes.ConflictingSidecarWorkloadSelectors,
        IstioCodes.MultipleSidecarsWithoutWorkloadSelectors,
        IstioCodes.IneffectivePolicy,
    ];

    public void Analyze(AnalysisContext context)
    {
        var selecting = new Dictionary<Pod, List<SidecarResource>>(ReferenceEqualityComparer.Instance);
        var ineffective = new HashSet<SidecarResource>(ReferenceEqualityComparer.Instance);
        foreach (var sidecar in context.Resources.All<SidecarResource>().Where(sidecar => Labels(sidecar).Count > 0))
            Select(context, sidecar, selecting);

        foreach (var (pod, sidecars) in selecting)
        {
            if (MeshMembership.IsAmbient(pod))
            {
                foreach (var sidecar in sidecars.Where(ineffective.Add))
                    context.Report(IstioCodes.IneffectivePolicy, sidecar, "The policy has no impact: selected workload is in ambient mode, the policy has no impact.");
            }
            else if (sidecars.Count > 1)
            {
                foreach (var sidecar in sidecars)
                {
                    context.Report(IstioCodes.ConflictingSidecarWorkloadSelectors, sidecar, FieldPath.Of("metadata", "name"),
                        $"The Sidecars {Names(sidecars)} in namespace \"{pod.Namespace}\" select the same workload pod \"{pod.Name}\", which can lead to undefined behavior.");
                }
            }
        }

        foreach (var defaults in context.Resources.All<SidecarResource>().Where(sidecar => Labels(sidecar).Count == 0).GroupBy(sidecar => sidecar.Namespace))
            CheckDefaults(context, [.. defaults], defaults.Key, ineffective);
    }

    private static void Select(AnalysisContext context, SidecarResource sidecar, Dictionary<Pod, List<SidecarResource>> selecting)
    {
        var isSelecting = false;
        foreach (var pod in context.DistinctPods.Selected(sidecar.Namespace, Labels(sidecar)))
        {
            isSelecting = true;
            if (!selecting.TryGetValue(pod, out var sidecars))
                selecting[pod] = sidecars = [];
            sidecars.Add(sidecar);
        }

        if (!isSelecting && !context.Assumes.Pods(sidecar.Namespace))
        {
            context.Report(IstioCodes.ReferencedResourceNotFound, sidecar, FieldPath.Of("spec", "workloadSelector", "labels", Selectors.FirstLabel(Labels(sidecar))),
                $"Referenced selector not found: \"{Selectors.Text(Labels(sidecar))}\"");
        }
    }

    private static void CheckDefaults(AnalysisContext context, List<SidecarResource> sidecars, string ns, HashSet<SidecarResource> ineffective)
    {
        if (MeshMembership.IsAmbient(context.Resources.Namespace(ns)))
        {
            foreach (var sidecar in sidecars.Where(ineffective.Add))
                context.Report(IstioCodes.IneffectivePolicy, sidecar, "The policy has no impact: namespace is in ambient mode, the policy has no impact.");
        }
        else if (sidecars.Count > 1)
        {
            foreach (var sidecar in sidecars)
            {
                context.Report(IstioCodes.MultipleSidecarsWithoutWorkloadSelectors, sidecar,
                    $"The Sidecars {Names(sidecars)} in namespace \"{ns}\" have no workload selector, which can lead to undefined behavior.");
            }
        }
    }

    private static IReadOnlyDictionary<string, string> Labels(SidecarResource sidecar) => sidecar.WorkloadSelector?.Labels ?? ReadOnlyDictionary<string, string>.Empty;

    private static string Names(List<SidecarResource> sidecars) => FullNames.GoList(sidecars.Select(sidecar => sidecar.Name));
}
