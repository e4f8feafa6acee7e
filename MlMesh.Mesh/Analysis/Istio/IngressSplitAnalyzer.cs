using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>Rules for gateways that go to a host as a whole, where a rule for that host splits it into subsets.</summary>
internal sealed class IngressSplitAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [IstioCodes.IngressRouteRulesNotAffected];

    private const int MostNamed = 5;

    public void Analyze(AnalysisContext context)
    {
        var splits = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var service in context.Resources.All<VirtualService>())
        {
            foreach (var host in SplitHosts(service))
            {
                if (!splits.TryGetValue(host, out var names))
                    splits[host] = names = [];
                names.Add(service.FullName());
            }
        }

        foreach (var service in context.Resources.All<VirtualService>().Where(service => service.Gateways.Count > 0))
        {
            foreach (var destination in service.Http.SelectMany(rule => rule.Route).Select(route => route.Destination))
            {
                if (destination is { Subset.Length: 0 } && splits.TryGetValue(destination.Host, out var names))
                    Report(context, service, names);
            }
        }
    }

    /// <summary>Hosts of a VirtualService that it routes to subsets of themselves, by the same words.</summary>
    private static IEnumerable<string> SplitHosts(VirtualService service) => service.Http
        .SelectMany(rule => rule.Route)
        .Where(route => route.Destination is { Subset.Length: > 0 } destination && service.Hosts.Contains(destination.Host, StringComparer.Ordinal))
        .Select(route => route.Destination!.Host)
        .Distinct(StringComparer.Ordinal);

    private static void Report(AnalysisContext context, VirtualService service, List<string> names)
    {
        foreach (var name in names.Take(MostNamed))
            context.Report(IstioCodes.IngressRouteRulesNotAffected, service, $"Subset in virtual service {name} has no effect on ingress gateway {service.FullName()} requests");
    }
}
