using System.Collections.Immutable;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Routing.Scopes;

/// <summary>
/// The services that a proxy has clusters for, one for each host. The first that offers a host has it, but no ServiceEntry takes a Kubernetes Service's name away; services
/// that differ in nothing but their ports are one with the ports of all.
/// </summary>
internal sealed class ImportedServices
{
    private readonly List<string> _order = [];
    private readonly Dictionary<string, RegistryService> _byHost = [];

    public void Add(RegistryService service)
    {
        if (_byHost.TryAdd(service.Host, service))
        {
            _order.Add(service.Host);
            return;
        }

        var known = _byHost[service.Host];
        if (known.IsKubernetes && !service.IsKubernetes)
            return;
        if (!known.IsKubernetes && service.IsKubernetes)
            _byHost[service.Host] = service;
        else if (BelongTogether(known, service))
            _byHost[service.Host] = known.Joined(service);
    }

    public ImmutableArray<RegistryService> ToImmutable() => [.. _order.Select(host => _byHost[host])];

    private static bool BelongTogether(RegistryService one, RegistryService other) =>
        one.Namespace == other.Namespace
        && (one.Source == other.Source
            || (one.Resolution == other.Resolution
                && one.Source is ServiceEntry first && other.Source is ServiceEntry second
                && AreEqual(first.Labels, second.Labels)
                && AreEqual(first.WorkloadSelector?.Labels, second.WorkloadSelector?.Labels)
                && first.ExportTo.ToHashSet().SetEquals(second.ExportTo)));

    private static bool AreEqual(IReadOnlyDictionary<string, string>? one, IReadOnlyDictionary<string, string>? other) =>
        (one?.Count ?? 0) == (other?.Count ?? 0) && (one is null || other is null || one.Selects(other));
}
