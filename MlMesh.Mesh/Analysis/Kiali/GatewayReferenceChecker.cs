using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Analysis.Kiali;

/// <summary>Gateways that VirtualServices and their matches are bound to.</summary>
internal sealed class GatewayReferenceChecker : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [KialiCodes.GatewayNotFound];

    public void Analyze(AnalysisContext context)
    {
        foreach (var service in context.Resources.All<VirtualService>())
        {
            Check(context, service, service.Gateways, i => FieldPath.Of("spec", "gateways", i));
            for (var i = 0; i < service.Http.Count; i++)
            {
                for (var j = 0; j < service.Http[i].Match.Count; j++)
                {
                    var (rule, match) = (i, j);
                    Check(context, service, service.Http[i].Match[j].Gateways, k => FieldPath.Of("spec", "http", rule, "match", match, "gateways", k));
                }
            }
        }
    }

    private static void Check(AnalysisContext context, VirtualService service, IReadOnlyList<string> gateways, Func<int, FieldPath> path)
    {
        for (var i = 0; i < gateways.Count; i++)
        {
            if (gateways[i] == HostNames.Mesh)
                continue;

            var parts = HostNames.ResolveGateway(gateways[i], service.Namespace).Split('/');
            var exists = parts is [var ns, var name] && (context.Resources.Find<GatewayResource>("Gateway", ns, name) is not null || context.Resources.Find<ApiGateway>("Gateway", ns, name) is not null);
            if (!exists && !context.Assumes.Gateways(parts[0]))
                context.ReportAt(KialiCodes.GatewayNotFound, service, path(i), $"VirtualService is pointing to a non-existent gateway: {gateways[i]}");
        }
    }
}
