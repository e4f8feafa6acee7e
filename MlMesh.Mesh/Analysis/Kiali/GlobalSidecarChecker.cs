using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Kiali;

/// <summary>Sidecars in the root namespace with a selector.</summary>
internal sealed class GlobalSidecarChecker : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [KialiCodes.GlobalSidecarSelector];

    public void Analyze(AnalysisContext context)
    {
        foreach (var sidecar in context.Resources.All<SidecarResource>())
        {
            if (sidecar.Namespace == context.Mesh.RootNamespace && sidecar.WorkloadSelector is { Labels.Count: > 0 })
                context.ReportAt(KialiCodes.GlobalSidecarSelector, sidecar, FieldPath.Of("spec", "workloadSelector"), "Global default sidecar should not have workloadSelector");
        }
    }
}
