using System.Collections.Immutable;
using System.Globalization;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Clusters;

namespace MlMesh.Mesh.Routing.Registry;

/// <summary>Makes registry services of Kubernetes Services.</summary>
internal static class KubernetesServices
{
    private const string ExportToAnnotation = "networking.istio.io/exportTo";

    public static RegistryService Build(KubernetesService service, IReadOnlyList<(Pod Pod, Workload Workload)> pods, MeshConfig mesh)
    {
        var exportTo = service.Annotations.TryGetValue(ExportToAnnotation, out var annotation)
            ? annotation.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : [];
        var ports = service.Ports.Select(port => new RegistryPort((int)port.Port, port.Name, PortProtocols.Of(port),
            port.TargetPort.Length > 0 && port.TargetPort != "0" ? port.TargetPort : port.Port.ToString(CultureInfo.InvariantCulture))).ToImmutableArray();
        var selected = service.Selector.Count == 0 ? [] : pods.Where(p => p.Pod.Namespace == service.Namespace && service.Selector.Selects(p.Pod.Labels)).ToList();
        return new RegistryService
        {
            Host = HostNames.OfService(service.Name, service.Namespace),
            Namespace = service.Namespace,
            Ports = ports,
            Visibility = Visibility.Parse(exportTo, mesh.DefaultServiceExportTo, service.Namespace),
            Resolution = service.Type == "ExternalName" ? ServiceResolution.Alias : service.ClusterIp == "None" ? ServiceResolution.Passthrough : ServiceResolution.Endpoints,
            Source = service,
            Addresses = service.ClusterIp is "" or "None" ? [] : [service.ClusterIp],
            ExternalName = service.Type == "ExternalName" ? service.ExternalName : "",
            Endpoints = ports.DistinctBy(port => port.Number).ToImmutableDictionary(port => port.Number, port => Endpoints(port, selected)),
        };
    }

    private static ImmutableArray<Endpoint> Endpoints(RegistryPort port, IReadOnlyList<(Pod Pod, Workload Workload)> pods)
    {
        var endpoints = ImmutableArray.CreateBuilder<Endpoint>();
        foreach (var (pod, workload) in pods)
        {
            if (pod.PodIp.Length > 0 && TargetPort(port, pod) is { } number)
                endpoints.Add(new Endpoint { Address = pod.PodIp, Port = number, Workload = workload, Labels = workload.Labels });
        }
        return endpoints.ToImmutable();
    }

    /// <summary>The pod's port that a Service port means; none when the pod has no port of that name.</summary>
    public static int? TargetPort(RegistryPort port, Pod pod)
    {
        if (int.TryParse(port.TargetPort, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        var named = pod.Containers.SelectMany(container => container.Ports).FirstOrDefault(p => p.Name == port.TargetPort);
        return named is null ? null : (int)named.ContainerPort;
    }
}
