using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Kiali;

/// <summary>Destinations of VirtualServices: do their hosts and subsets exist?</summary>
internal sealed class RouteDestinationChecker : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [KialiCodes.RouteHostNotFound, KialiCodes.SubsetNotFound];

    public void Analyze(AnalysisContext context)
    {
        var subsets = new Dictionary<string, HostIndex<DestinationRule>>(StringComparer.Ordinal);
        foreach (var rule in context.Resources.All<DestinationRule>())
        {
            var host = RouteHosts.Full(context, rule.Host, rule.Namespace);
            foreach (var name in rule.Subsets.Select(subset => subset.Name).Distinct(StringComparer.Ordinal))
            {
                if (!subsets.TryGetValue(name, out var index))
                    subsets[name] = index = new();
                index.Add(host, rule);
            }
        }

        foreach (var service in context.Resources.All<VirtualService>())
        {
            foreach (var (destination, path) in RouteDestinations.Routed(service))
            {
                if (!RouteHosts.Exists(context, destination.Host, service.Namespace, service.ExportTo) && !context.Assumes.Host(destination.Host, service.Namespace))
                    context.ReportAt(KialiCodes.RouteHostNotFound, service, path, $"DestinationWeight on route doesn't have a valid service (host not found): {destination.Host}");
                if (destination.Subset.Length > 0 && !IsDefined(context, service, destination, subsets))
                    context.ReportAt(KialiCodes.SubsetNotFound, service, path, $"Subset not found: {destination.Subset} of {destination.Host}");
            }
        }
    }

    private static bool IsDefined(AnalysisContext context, VirtualService service, Destination destination, Dictionary<string, HostIndex<DestinationRule>> subsets) =>
        subsets.TryGetValue(destination.Subset, out var index) && index.Overlapping(RouteHosts.Full(context, destination.Host, service.Namespace)).Any();
}
