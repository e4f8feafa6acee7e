using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Analysis.Kiali;

/// <summary>VirtualServices that rule one host at one gateway, or in the mesh.</summary>
internal sealed class SingleHostChecker : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [KialiCodes.SeveralForHost];

    private const int MostNamed = 5;

    public void Analyze(AnalysisContext context)
    {
        var byGateway = new Dictionary<string, HostIndex<VirtualService>>(StringComparer.Ordinal);
        var services = context.Resources.All<VirtualService>();
        foreach (var service in services)
        {
            foreach (var gateway in Gateways(service))
            {
                if (!byGateway.TryGetValue(gateway, out var index))
                    byGateway[gateway] = index = new();
                foreach (var host in service.Hosts)
                    index.Add(RouteHosts.Full(context, host, service.Namespace), service);
            }
        }

        foreach (var service in services)
        {
            for (var i = 0; i < service.Hosts.Count; i++)
            {
                var host = RouteHosts.Full(context, service.Hosts[i], service.Namespace);
                var others = Gateways(service)
                    .SelectMany(gateway => byGateway[gateway].Equal(host))
                    .Where(other => !ReferenceEquals(other, service) && AreSeenTogether(service, other))
                    .Select(other => other.FullName())
                    .Take(MostNamed)
                    .Distinct()
                    .ToList();
                if (others.Count > 0)
                    context.ReportAt(KialiCodes.SeveralForHost, service, FieldPath.Of("spec", "hosts", i), $"More than one Virtual Service for same host: {host}, also in {string.Join(", ", others)}");
            }
        }
    }

    private static IEnumerable<string> Gateways(VirtualService service) =>
        service.Gateways.Count == 0 ? [HostNames.Mesh] : service.Gateways.Select(gateway => HostNames.ResolveGateway(gateway, service.Namespace)).Distinct(StringComparer.Ordinal);

    private static bool AreSeenTogether(VirtualService a, VirtualService b) => Scopes(a) is not { } first || Scopes(b) is not { } second || first.Overlaps(second);

    /// <summary>Namespaces that see the VirtualService; null for all.</summary>
    private static HashSet<string>? Scopes(VirtualService service) =>
        service.ExportTo.Count == 0 || service.ExportTo.Contains("*") ? null : [.. service.ExportTo.Select(scope => scope == "." ? service.Namespace : scope)];
}
