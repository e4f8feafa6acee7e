using System.Collections.Immutable;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Clusters;

namespace MlMesh.Mesh.Routing.Registry;

/// <summary>A service as istiod's registry has it: of a Kubernetes Service, or of one host of a ServiceEntry.</summary>
internal sealed class RegistryService
{
    public required string Host { get; init; }

    public required string Namespace { get; init; }

    public required ImmutableArray<RegistryPort> Ports { get; init; }

    public required Visibility Visibility { get; init; }

    public required ServiceResolution Resolution { get; init; }

    /// <summary>The resource it comes from.</summary>
    public required MeshResource Source { get; init; }

    /// <summary>Addresses of the service itself, which clients may write as Host.</summary>
    public ImmutableArray<string> Addresses { get; init; } = [];

    /// <summary>Outside of the mesh: mTLS is never chosen by itself.</summary>
    public bool IsExternal { get; init; }

    /// <summary>For an alias, the name that it stands for.</summary>
    public string ExternalName { get; init; } = "";

    /// <summary>The endpoints of each port, by port number; transport not yet decided.</summary>
    public ImmutableDictionary<int, ImmutableArray<Endpoint>> Endpoints { get; init; } = ImmutableDictionary<int, ImmutableArray<Endpoint>>.Empty;

    public bool IsKubernetes => Source is KubernetesService;

    /// <summary>The service with some of its ports only.</summary>
    public RegistryService WithPorts(IEnumerable<RegistryPort> ports) => With(ports, Endpoints);

    /// <summary>The service with another's ports too, as far as it has none of the same number.</summary>
    public RegistryService Joined(RegistryService other)
    {
        var more = other.Ports.Where(port => Port(port.Number) is null).ToList();
        return more.Count == 0 ? this : With(Ports.Concat(more), Endpoints.SetItems(more.Select(port => KeyValuePair.Create(port.Number, other.Endpoints.GetValueOrDefault(port.Number, [])))));
    }

    private RegistryService With(IEnumerable<RegistryPort> ports, ImmutableDictionary<int, ImmutableArray<Endpoint>> endpoints) => new()
    {
        Host = Host,
        Namespace = Namespace,
        Ports = [.. ports],
        Visibility = Visibility,
        Resolution = Resolution,
        Source = Source,
        Addresses = Addresses,
        IsExternal = IsExternal,
        ExternalName = ExternalName,
        Endpoints = endpoints,
    };

    public RegistryPort? Port(int number)
    {
        foreach (var port in Ports)
        {
            if (port.Number == number)
                return port;
        }
        return null;
    }
}
