using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Routing.Translation;

/// <summary>The spellings of a service's name that select its virtual host. Ports need no entry: they are ignored.</summary>
internal static class ServiceDomains
{
    private const string ServiceSuffix = $".svc.{HostNames.ClusterDomain}";

    /// <summary>All domains, and among them those that are only abbreviations.</summary>
    /// <param name="service">The service.</param>
    /// <param name="aliases">Other services that are names of this one.</param>
    /// <param name="callerNamespace">The namespace from which the shortest form works.</param>
    public static (List<string> All, HashSet<string> Short) Of(RegistryService service, IEnumerable<RegistryService> aliases, string callerNamespace)
    {
        var all = new List<string>();
        var abbreviations = new HashSet<string>();
        foreach (var host in aliases.Select(alias => alias.Host).Prepend(service.Host))
        {
            all.Add(host);
            if (!HostNames.IsWildcard(host))
                all.Add(host + ".");
            foreach (var form in Abbreviations(host, callerNamespace))
            {
                all.Add(form);
                abbreviations.Add(form);
            }
        }
        // A headless Service's pods have names of their own under it.
        if (service is { Resolution: ServiceResolution.Passthrough, IsKubernetes: true })
            all.AddRange([.. all.Select(domain => "*." + domain)]);
        all.AddRange(service.Addresses);
        return (all, abbreviations);
    }

    private static IEnumerable<string> Abbreviations(string host, string callerNamespace)
    {
        if (!host.EndsWith(ServiceSuffix, StringComparison.Ordinal))
            yield break;
        var qualified = host[..^ServiceSuffix.Length];
        var dot = qualified.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
            yield break;
        if (qualified[(dot + 1)..] == callerNamespace)
            yield return qualified[..dot];
        yield return qualified + ".svc";
        yield return qualified;
    }
}
