using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>VirtualServices for the mesh that rule the same host for the same namespaces.</summary>
internal sealed class MeshHostConflictAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [IstioCodes.ConflictingMeshGatewayVirtualServiceHosts];

    private const string Everywhere = "*";

    public void Analyze(AnalysisContext context)
    {
        var forAll = new HostIndex<VirtualService>();
        var scoped = new Dictionary<(string Scope, string Host), List<VirtualService>>();
        foreach (var service in context.Resources.All<VirtualService>())
        {
            if (service.Gateways.Count > 0 && !service.Gateways.Contains(HostNames.Mesh))
                continue;

            foreach (var scope in Scopes(service))
            {
                foreach (var host in service.Hosts.Select(host => HostNames.Resolve(host, service.Namespace)))
                {
                    if (scope == Everywhere)
                        forAll.Add(host, service);
                    if (!scoped.TryGetValue((scope, host), out var services))
                        scoped[(scope, host)] = services = [];
                    services.Add(service);
                }
            }
        }

        Report(context, scoped, forAll);
    }

    private static void Report(AnalysisContext context, Dictionary<(string Scope, string Host), List<VirtualService>> scoped, HostIndex<VirtualService> forAll)
    {
        var reported = new HashSet<VirtualService>(ReferenceEqualityComparer.Instance);
        foreach (var ((scope, host), services) in scoped)
        {
            var conflicting = scope == Everywhere ? services : [.. services, .. forAll.Overlapping(host)];
            if (conflicting.Count < 2)
                continue;

            var names = string.Join(',', FullNames.Some(conflicting.Select(service => service.FullName())));
            foreach (var service in conflicting.Where(reported.Add))
            {
                context.Report(
                    IstioCodes.ConflictingMeshGatewayVirtualServiceHosts,
                    service,
                    FieldPath.Of("metadata", "name"),
                    $"The VirtualServices {names} associated with mesh gateway define the same host {scope}/{host} which can lead to undefined behavior. "
                    + "This can be fixed by merging the conflicting VirtualServices into a single resource.");
            }
        }
    }

    private static IEnumerable<string> Scopes(VirtualService service)
    {
        if (service.ExportTo.Count == 0 || service.ExportTo.Contains(Everywhere))
            return [Everywhere];
        return service.ExportTo.Select(scope => scope == "." ? service.Namespace : scope).Distinct(StringComparer.Ordinal);
    }
}
