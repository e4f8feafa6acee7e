using System.Collections.Immutable;
using System.Globalization;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Clusters;

namespace MlMesh.Mesh.Routing.Registry;

/// <summary>Makes registry services of ServiceEntries, one for each host.</summary>
internal static class ServiceEntries
{
    private const string TlsModeLabel = "security.istio.io/tlsMode";

    public static IEnumerable<RegistryService> Build(ServiceEntry entry, MeshResources resources, IReadOnlyList<(Pod Pod, Workload Workload)> pods)
    {
        var ports = entry.Ports.Select(port => new RegistryPort((int)port.Number, port.Name, PortProtocols.Parse(port.Protocol),
            (port.TargetPort > 0 ? port.TargetPort : port.Number).ToString(CultureInfo.InvariantCulture))).ToImmutableArray();
        foreach (var host in entry.Hosts)
        {
            yield return new RegistryService
            {
                Host = host,
                Namespace = entry.Namespace,
                Ports = ports,
                Visibility = Visibility.Parse(entry.ExportTo, resources.Mesh.DefaultServiceExportTo, entry.Namespace),
                Resolution = entry.Resolution switch
                {
                    ServiceEntryResolution.None => ServiceResolution.Passthrough,
                    ServiceEntryResolution.Static => ServiceResolution.Endpoints,
                    _ => ServiceResolution.Dns,
                },
                Source = entry,
                Addresses = [.. entry.Addresses.Where(address => !address.Contains('/', StringComparison.Ordinal))],
                IsExternal = entry.MeshLocation == ServiceEntryLocation.MeshExternal,
                Endpoints = ports.DistinctBy(port => port.Number).ToImmutableDictionary(port => port.Number, port => Endpoints(entry, host, port, resources, pods)),
            };
        }
    }

    private static ImmutableArray<Endpoint> Endpoints(ServiceEntry entry, string host, RegistryPort port, MeshResources resources, IReadOnlyList<(Pod Pod, Workload Workload)> pods)
    {
        var target = int.Parse(port.TargetPort, CultureInfo.InvariantCulture);
        if (entry.WorkloadSelector is { } selector)
        {
            return
            [
                .. resources.WorkloadEntries.OldestFirst().Where(w => w.Namespace == entry.Namespace && selector.Labels.Selects(w.WorkloadLabels))
                    .Select(w => Endpoint(w.Address, w.Ports, w.WorkloadLabels, w.Weight, w.ServiceAccount, w.Name, w.Namespace, port, target)),
                .. pods.Where(p => p.Pod.Namespace == entry.Namespace && p.Pod.PodIp.Length > 0 && selector.Labels.Selects(p.Pod.Labels))
                    .Select(p => new Endpoint { Address = p.Pod.PodIp, Port = target, Workload = p.Workload, Labels = p.Workload.Labels }),
            ];
        }
        if (entry.Endpoints.Count > 0)
            return [.. entry.Endpoints.Select(e => Endpoint(e.Address, e.Ports, e.Labels, e.Weight, e.ServiceAccount, "", entry.Namespace, port, target))];
        return entry.Resolution is ServiceEntryResolution.None or ServiceEntryResolution.Static || HostNames.IsWildcard(host) ? [] : [new Endpoint { Address = host, Port = target }];
    }

    private static Endpoint Endpoint(string address, IReadOnlyDictionary<string, uint> ports, IReadOnlyDictionary<string, string> labels, uint weight, string account, string name, string ns, RegistryPort port, int target)
    {
        var all = labels.ToImmutableDictionary();
        // A service account without a stated mode means a workload with identity.
        if (account.Length > 0 && !all.ContainsKey(TlsModeLabel))
            all = all.Add(TlsModeLabel, "istio");
        return new Endpoint
        {
            Address = address,
            Port = ports.TryGetValue(port.Name, out var own) ? (int)own : target,
            Weight = weight == 0 ? 1 : weight,
            Labels = all,
            Workload = new Workload { Name = name.Length > 0 ? name : address, Namespace = ns, Labels = all, ServiceAccount = account.Length > 0 ? account : "default", Ip = address },
        };
    }
}
