using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Kiali;

/// <summary>Gateways whose selector takes no workload.</summary>
internal sealed class GatewayWorkloadChecker : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [KialiCodes.GatewayWithoutWorkload];

    public void Analyze(AnalysisContext context)
    {
        foreach (var gateway in context.Resources.All<GatewayResource>().Where(gateway => !context.Workloads.Selected(gateway.Selector).Any() && !context.Assumes.Workloads(context.Mesh.RootNamespace)))
        {
            context.ReportAt(KialiCodes.GatewayWithoutWorkload, gateway, FieldPath.Of("spec", "selector"),
                $"No matching workload found for gateway selector in this namespace: {Selectors.Text(gateway.Selector)}");
        }
    }
}
