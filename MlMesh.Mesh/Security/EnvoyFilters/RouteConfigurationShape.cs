using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Resources.Envoy;
using MlMesh.Mesh.Routing;

namespace MlMesh.Mesh.Security.EnvoyFilters;

/// <summary>A route configuration as istiod names it, for the matches of EnvoyFilters.</summary>
/// <param name="Context">The direction.</param>
/// <param name="Name">Its name.</param>
/// <param name="Ports">What <c>routeConfiguration.portNumber</c> may be: of a gateway the ports of its servers, else the one that the name states.</param>
internal sealed record RouteConfigurationShape(EnvoyPatchContext Context, string Name, IReadOnlyCollection<int> Ports)
{
    /// <summary>Whether a patch applies to the route configuration.</summary>
    public bool IsMatchedBy(EnvoyConfigObjectMatch match)
    {
        if (match.Context != EnvoyPatchContext.Any && match.Context != Context)
            return false;
        if (match.RouteConfiguration is not { } stated)
            return true;
        // Port name and Gateway are part of the names of TLS servers' route configurations only.
        return (stated.Name.Length == 0 || stated.Name == Name)
            && (stated.PortNumber == 0 || Ports.Contains((int)stated.PortNumber))
            && (Context != EnvoyPatchContext.Gateway || (stated.PortName.Length == 0 && stated.Gateway.Length == 0));
    }

    /// <summary>Whether a patch of virtual hosts or routes applies to a virtual host.</summary>
    public static bool IsMatchedBy(RoutePatch patch, VirtualHost host, string name) => patch.Match.RouteConfiguration?.Vhost is not { } stated
        || ((stated.Name.Length == 0 || stated.Name == name) && (stated.DomainName.Length == 0 || host.Domains.Contains(stated.DomainName, StringComparer.OrdinalIgnoreCase)));

    /// <summary>Whether a patch of routes applies to a route of a virtual host that it applies to.</summary>
    public static bool IsMatchedBy(RoutePatch patch, RouteEntry route)
    {
        if (patch.Match.RouteConfiguration?.Vhost?.Route is not { } stated)
            return true;
        var action = route.Redirect is not null ? EnvoyRouteAction.Redirect : route.DirectResponse is not null ? EnvoyRouteAction.DirectResponse : EnvoyRouteAction.Route;
        return (stated.Name.Length == 0 || stated.Name == route.Name) && (stated.Action == EnvoyRouteAction.Any || stated.Action == action);
    }
}
