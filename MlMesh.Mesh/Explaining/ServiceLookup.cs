using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Explaining;

/// <summary>Finds what a client's DNS finds: the Service of a host name, and the port that is meant.</summary>
internal static class ServiceLookup
{
    private const int DefaultPort = 80;

    /// <summary>The service of a host as a caller in a namespace writes it: <c>name</c>, <c>name.ns</c>, <c>name.ns.svc</c>, the full name, or an external one.</summary>
    public static RegistryService? Find(MeshPolicy policy, string host, string ns)
    {
        var name = host.ToLowerInvariant().TrimEnd('.');
        var labels = name.Split('.');
        string?[] candidates =
        [
            name,
            labels.Length == 1 ? HostNames.OfService(name, ns) : null,
            labels.Length == 2 ? HostNames.OfService(labels[0], labels[1]) : null,
            labels.Length == 3 && labels[2] == "svc" ? HostNames.OfService(labels[0], labels[1]) : null,
        ];
        return candidates.OfType<string>().SelectMany(policy.Registry.ByHost).FirstOrDefault(service => service.Visibility.Includes(ns))
            ?? policy.Registry.Services.FirstOrDefault(service => service.Addresses.Contains(name));
    }

    /// <summary>The port that a URL without one means: 80 where the service has it, else the service's first.</summary>
    public static int Port(RegistryService? service) =>
        service is null || service.Port(DefaultPort) is not null || service.Ports.IsEmpty ? DefaultPort : service.Ports[0].Number;
}
