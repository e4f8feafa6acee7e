using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Kiali;

/// <summary>Gateways whose selector takes no workload.</summary>
internal sealed class GatewayWorkloadChecker : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [KialiCodes.GatewayWithoutWorkload];

    public void Analyze(AnalysisContext context)
    {
        if (context.Assumes.Pods && context.Workloads.All.All(workload => workload.Resource.Namespace != context.Mesh.RootNamespace))
            return;

        foreach (var gateway in context.Resources.All<GatewayResource>().Where(gateway => !context.Workloads.Selected(gateway.Selector).Any()))
        {
            context.ReportAt(KialiCodes.GatewayWithoutWorkload, gateway, FieldPath.Of("spec", "selector"),
                $"No matching workload found for gateway selector in this namespace: {Selectors.Text(gateway.Selector)}");
        }
    }
}
