using System.Collections.Immutable;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Routing.Registry;

/// <summary>All services of a policy, oldest first, and the workloads behind them.</summary>
internal sealed class ServiceRegistry
{
    private readonly ILookup<string, RegistryService> _byHost;

    public ServiceRegistry(MeshResources resources)
    {
        Workloads = [.. resources.Pods.OldestFirst().Select(WorkloadFactory.FromPod)];
        var pods = resources.Pods.OldestFirst().Zip(Workloads).ToList();
        Services =
        [
            .. resources.Services.OldestFirst().Select(service => KubernetesServices.Build(service, pods, resources.Mesh)),
            .. resources.ServiceEntries.OldestFirst().SelectMany(entry => ServiceEntries.Build(entry, resources, pods)),
        ];
        _byHost = Services.ToLookup(service => service.Host);
    }

    public ImmutableArray<Workload> Workloads { get; }

    public ImmutableArray<RegistryService> Services { get; }

    public IEnumerable<RegistryService> ByHost(string host) => _byHost[host];

    /// <summary>The services that workloads of a namespace may see, oldest first. Several ServiceEntries may give one host different ports.</summary>
    public ImmutableArray<RegistryService> VisibleTo(string ns) => [.. Services.Where(service => service.Visibility.Includes(ns))];

    /// <summary>Which of several services of one host its name means: Kubernetes' own before ServiceEntries, then the oldest.</summary>
    public static Dictionary<string, RegistryService> ByName(IEnumerable<RegistryService> services)
    {
        var chosen = new Dictionary<string, RegistryService>();
        foreach (var service in services)
        {
            if (!chosen.TryGetValue(service.Host, out var other) || (!other.IsKubernetes && service.IsKubernetes))
                chosen[service.Host] = service;
        }
        return chosen;
    }
}
