using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>Destinations of VirtualServices: is their subset defined by a DestinationRule?</summary>
internal sealed class SubsetAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [IstioCodes.ReferencedResourceNotFound];

    public void Analyze(AnalysisContext context)
    {
        var defined = new HashSet<(string Namespace, string Name, string Subset)>();
        foreach (var rule in context.Resources.All<DestinationRule>())
        {
            var (ns, name) = FullNames.OfHost(HostNames.Resolve(rule.Host, rule.Namespace), rule.Namespace);
            foreach (var subset in rule.Subsets)
                defined.Add((ns, name, subset.Name));
        }

        foreach (var service in context.Resources.All<VirtualService>())
        {
            foreach (var (destination, path) in RouteDestinations.Routed(service))
                Check(context, service, destination, "host+subset", path, defined);
            foreach (var (destination, path, _) in RouteDestinations.Mirrored(service))
                Check(context, service, destination, "mirror+subset", path, defined);
        }
    }

    private static void Check(AnalysisContext context, VirtualService service, Destination destination, string what, FieldPath path, HashSet<(string, string, string)> defined)
    {
        var (ns, name) = FullNames.OfHost(destination.Host, service.Namespace);
        if (destination.Subset.Length > 0 && !defined.Contains((ns, name, destination.Subset)))
            context.Report(IstioCodes.ReferencedResourceNotFound, service, path, $"Referenced {what} in destinationrule not found: \"{destination.Host}+{destination.Subset}\"");
    }
}
