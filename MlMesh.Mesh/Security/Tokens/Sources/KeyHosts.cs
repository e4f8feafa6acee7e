using System.Net;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Security.Tokens.Sources;

/// <summary>
/// The hosts that keys are fetched from: Services of the mesh and hosts of ServiceEntries, by the names that istiod could resolve, and this machine. A
/// policy that is tried on a laptop sends no request anywhere else.
/// </summary>
internal static class KeyHosts
{
    /// <summary>Where a host is; none when keys are not fetched from it.</summary>
    /// <param name="policy">The policy that knows the mesh's services.</param>
    /// <param name="host">The host of the address.</param>
    /// <param name="port">Its port.</param>
    public static Endpoint? Find(MeshPolicy policy, string host, int port)
    {
        host = host.TrimEnd('.').ToLowerInvariant();
        foreach (var service in policy.Registry.ByHost(FullName(host)).Concat(policy.Registry.ByHost(host)))
        {
            if (service.Port(port) is null)
                continue;
            if (service.Endpoints.GetValueOrDefault(port) is { IsDefaultOrEmpty: false } endpoints)
                return endpoints[0] with { Transport = EndpointTransport.Plaintext };
            if (service.IsExternal)
                return new Endpoint { Address = host, Port = port };
        }

        var isLoopback = host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
        return isLoopback ? new Endpoint { Address = host.Trim('[', ']'), Port = port } : null;
    }

    private static string FullName(string host) => host.Split('.') switch
    {
        [var name, var ns] => HostNames.OfService(name, ns),
        [var name, var ns, "svc"] => HostNames.OfService(name, ns),
        _ => host,
    };
}
