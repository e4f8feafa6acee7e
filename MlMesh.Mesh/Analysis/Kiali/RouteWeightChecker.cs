using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Kiali;

/// <summary>Weights of routes that have no effect, and destinations that stand twice.</summary>
internal sealed class RouteWeightChecker : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [KialiCodes.SingleWeight, KialiCodes.RepeatedSubset];

    private const int WholeShare = 100;

    public void Analyze(AnalysisContext context)
    {
        foreach (var service in context.Resources.All<VirtualService>())
        {
            for (var i = 0; i < service.Http.Count; i++)
                Check(context, service, "http", i, [.. service.Http[i].Route.Select(route => (route.Destination, route.Weight))]);
            for (var i = 0; i < service.Tls.Count; i++)
                Check(context, service, "tls", i, [.. service.Tls[i].Route.Select(route => (route.Destination, route.Weight))]);
            for (var i = 0; i < service.Tcp.Count; i++)
                Check(context, service, "tcp", i, [.. service.Tcp[i].Route.Select(route => (route.Destination, route.Weight))]);
        }
    }

    private static void Check(AnalysisContext context, VirtualService service, string protocol, int rule, List<(Destination? Destination, int Weight)> routes)
    {
        if (routes is [{ Weight: > 0 and < WholeShare }])
        {
            context.ReportAt(KialiCodes.SingleWeight, service, FieldPath.Of("spec", protocol, rule, "route", 0, "weight"),
                "The weight is assumed to be 100 because there is only one route destination");
        }

        var known = new HashSet<Destination>();
        for (var j = 0; j < routes.Count; j++)
        {
            if (routes[j].Destination is { } destination && !known.Add(destination))
            {
                context.ReportAt(KialiCodes.RepeatedSubset, service, FieldPath.Of("spec", protocol, rule, "route", j),
                    $"This host subset combination is already referenced in another route destination: {destination.Host} {destination.Subset}");
            }
        }
    }
}
