using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>Destinations of VirtualServices: do their hosts exist, and do they have the port that is stated?</summary>
internal sealed class DestinationHostAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [IstioCodes.ReferencedResourceNotFound, IstioCodes.VirtualServiceDestinationPortSelectorRequired];

    public void Analyze(AnalysisContext context)
    {
        foreach (var service in context.Resources.All<VirtualService>())
        {
            foreach (var (destination, path) in RouteDestinations.Routed(service))
                Check(context, service, destination, "host", path, path);
            foreach (var (destination, path, isListed) in RouteDestinations.Mirrored(service))
                Check(context, service, destination, "mirror host", path, isListed ? null : path);
        }
    }

    private static void Check(AnalysisContext context, VirtualService service, Destination destination, string what, FieldPath path, FieldPath? portPath)
    {
        if (context.Hosts.Find(destination.Host, service.Namespace, service.ExportTo) is not { } known)
        {
            if (!context.Assumes.Host(destination.Host, service.Namespace))
                context.Report(IstioCodes.ReferencedResourceNotFound, service, path, $"Referenced {what} not found: \"{destination.Host}\"");
            return;
        }

        if (destination.Port is { } port)
        {
            if (!known.Ports.Contains(port.Number))
                Report(context, IstioCodes.ReferencedResourceNotFound, service, portPath, $"Referenced host:port not found: \"{destination.Host}:{port.Number}\"");
        }
        else if (known.Ports.Count > 1)
        {
            var message = $"This VirtualService routes to a service \"{destination.Host}\" that exposes multiple ports {FullNames.GoList(known.Ports.Select(number => $"{number}"))}. "
                + "Specifying a port in the destination is required to disambiguate.";
            Report(context, IstioCodes.VirtualServiceDestinationPortSelectorRequired, service, portPath, message);
        }
    }

    private static void Report(AnalysisContext context, FindingCode code, VirtualService service, FieldPath? path, string message)
    {
        if (path is { } known)
            context.Report(code, service, known, message);
        else
            context.Report(code, service, message);
    }
}
