using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Lookup;

/// <summary>The destinations of a VirtualService's rules, with the place of their host in the file.</summary>
internal static class RouteDestinations
{
    /// <summary>Destinations of routes.</summary>
    public static IEnumerable<(Destination Destination, FieldPath Host)> Routed(VirtualService service)
    {
        for (var i = 0; i < service.Tcp.Count; i++)
        {
            for (var j = 0; j < service.Tcp[i].Route.Count; j++)
                yield return (service.Tcp[i].Route[j].Destination ?? new Destination(), Host("tcp", i, j));
        }

        for (var i = 0; i < service.Tls.Count; i++)
        {
            for (var j = 0; j < service.Tls[i].Route.Count; j++)
                yield return (service.Tls[i].Route[j].Destination ?? new Destination(), Host("tls", i, j));
        }

        for (var i = 0; i < service.Http.Count; i++)
        {
            for (var j = 0; j < service.Http[i].Route.Count; j++)
                yield return (service.Http[i].Route[j].Destination ?? new Destination(), Host("http", i, j));
        }
    }

    /// <summary>Destinations of mirrors. The place is that of <c>mirror</c> for those of the list too, as Istio's analyzers have it.</summary>
    public static IEnumerable<(Destination Destination, FieldPath Host, bool IsListed)> Mirrored(VirtualService service)
    {
        for (var i = 0; i < service.Http.Count; i++)
        {
            var host = FieldPath.Of("spec", "http", i, "mirror", "host");
            if (service.Http[i].Mirror is { } mirror)
                yield return (mirror, host, false);
            foreach (var listed in service.Http[i].Mirrors)
                yield return (listed.Destination ?? new Destination(), host, true);
        }
    }

    private static FieldPath Host(string protocol, int rule, int route) => FieldPath.Of("spec", protocol, rule, "route", route, "destination", "host");
}
