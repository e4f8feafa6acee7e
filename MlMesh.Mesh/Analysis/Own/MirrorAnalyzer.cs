using MlMesh.Mesh.Analysis.Kiali;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Own;

/// <summary>Mirrors to what already serves.</summary>
internal sealed class MirrorAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [OwnCodes.MirrorToServingSubset];

    public void Analyze(AnalysisContext context)
    {
        foreach (var service in context.Resources.All<VirtualService>())
        {
            for (var i = 0; i < service.Http.Count; i++)
            {
                var rule = service.Http[i];
                if (rule.Mirror is { } mirror)
                    Check(context, service, rule, mirror, FieldPath.Of("spec", "http", i, "mirror"));
                for (var j = 0; j < rule.Mirrors.Count; j++)
                {
                    if (rule.Mirrors[j].Destination is { } listed)
                        Check(context, service, rule, listed, FieldPath.Of("spec", "http", i, "mirrors", j));
                }
            }
        }
    }

    private static void Check(AnalysisContext context, VirtualService service, HttpRoute rule, Destination mirror, FieldPath path)
    {
        var serving = rule.Route.Where(route => route.Weight > 0 || rule.Route.Count == 1).Select(route => route.Destination)
            .FirstOrDefault(destination => destination is not null && RouteHosts.Full(context, destination.Host, service.Namespace) == RouteHosts.Full(context, mirror.Host, service.Namespace)
                && (destination.Subset == mirror.Subset || destination.Subset.Length == 0 || mirror.Subset.Length == 0));
        if (serving is not null)
            context.ReportAt(OwnCodes.MirrorToServingSubset, service, path, $"{mirror.Host} {mirror.Subset} serves requests of this rule and gets copies of them as well".Replace("  ", " ", StringComparison.Ordinal));
    }
}
