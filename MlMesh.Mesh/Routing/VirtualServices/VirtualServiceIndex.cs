using System.Collections.Immutable;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Routing.VirtualServices;

/// <summary>Finds the VirtualServices that a proxy's namespace gets for a gateway.</summary>
internal sealed class VirtualServiceIndex
{
    private readonly ImmutableArray<(BoundVirtualService Service, Visibility Visibility)> _services;

    public VirtualServiceIndex(MeshResources resources)
    {
        var defaults = resources.Mesh.DefaultVirtualServiceExportTo;
        _services = [.. DelegateMerger.Merge([.. resources.VirtualServices.OldestFirst().Select(BoundVirtualService.Resolve)], defaults)
            .Select(service => (service, Visibility.Parse(service.Source.ExportTo, defaults, service.Source.Namespace)))];
    }

    /// <summary>
    /// Those bound to a gateway and exported to a namespace, in the order in which they take precedence: private ones of the namespace first,
    /// then those exported to it by name, then public ones; each oldest first.
    /// </summary>
    public ImmutableArray<BoundVirtualService> For(string ns, string gateway)
    {
        var bound = _services.Where(entry => entry.Visibility.Includes(ns) && entry.Service.Gateways.Contains(gateway)).ToList();
        return [.. bound.OrderBy(entry => entry.Visibility.IsPublic ? 2 : entry.Service.Source.Namespace == ns ? 0 : 1).Select(entry => entry.Service)];
    }
}
