using System.Collections.Immutable;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Routing.Translation;

/// <summary>The servers at one port of a gateway that takes the mesh's mutual TLS; the server name of the handshake tells which of them is meant.</summary>
internal sealed class MutualTlsGateway(ImmutableArray<(ImmutableArray<string> Names, RouteTable Routes)> servers)
{
    /// <summary>The routes of the server with that name exactly, else of the longest wildcard that covers it, else of the server that takes any; none cuts the handshake off.</summary>
    public RouteTable? Find(string serverName)
    {
        var name = HostNames.MostSpecific(serverName.ToLowerInvariant(), servers.SelectMany(server => server.Names).Select(known => known.ToLowerInvariant()));
        foreach (var (names, routes) in servers)
        {
            if (name is null ? names.IsEmpty : names.Contains(name, StringComparer.OrdinalIgnoreCase))
                return routes;
        }

        return null;
    }
}
