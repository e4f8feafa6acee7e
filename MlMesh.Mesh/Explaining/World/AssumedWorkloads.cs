using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Explaining.World;

/// <summary>Pods for the Services that no pod of the input stands behind: one per subset of their DestinationRules, else one.</summary>
internal static class AssumedWorkloads
{
    public static IReadOnlyList<Pod> For(MeshResources resources, AddressPool addresses) =>
    [
        .. resources.Services.Where(service => service.Selector.Count > 0 && !resources.Pods.Any(pod => pod.Namespace == service.Namespace && service.Selector.Selects(pod.Labels)))
            .SelectMany(service => Behind(service, resources, addresses)),
    ];

    private static IEnumerable<Pod> Behind(KubernetesService service, MeshResources resources, AddressPool addresses)
    {
        var host = HostNames.OfService(service.Name, service.Namespace);
        var subsets = resources.DestinationRules.Where(rule => HostNames.Resolve(rule.Host, rule.Namespace) == host).SelectMany(rule => rule.Subsets).ToList();
        if (subsets.Count == 0)
            yield return Pod(service, service.Name, service.Selector, addresses);
        foreach (var subset in subsets.DistinctBy(subset => subset.Name))
        {
            var labels = new Dictionary<string, string>(service.Selector, StringComparer.Ordinal);
            foreach (var (name, value) in subset.Labels)
                labels.TryAdd(name, value);
            yield return Pod(service, $"{service.Name}-{subset.Name}", labels, addresses);
        }
    }

    // One service account per Service: what most charts and this repository's own overlays do.
    private static Pod Pod(KubernetesService service, string name, IReadOnlyDictionary<string, string> labels, AddressPool addresses) => new()
    {
        Kind = "Pod",
        Name = name,
        Namespace = service.Namespace,
        Labels = SidecarLabels.With(labels),
        ServiceAccountName = service.Name,
        PodIp = addresses.Next(),
        Containers = [new PodContainer { Ports = [.. service.Ports.Where(port => port.TargetPort.Length > 0 && !uint.TryParse(port.TargetPort, out _)).Select(port => new PodContainerPort { Name = port.TargetPort, ContainerPort = port.Port })] }],
    };
}
