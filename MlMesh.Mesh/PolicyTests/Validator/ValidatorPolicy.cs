using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.PolicyTests.Validator;

/// <summary>
/// A policy as istio-config-validator reads it, where that differs from Istio: patterns match a part of the value, of a match block only authority, method,
/// headers and URI count, gateways do not, and several VirtualServices of one host are tried one after the other. Deciding is left to the same engine.
/// </summary>
public static class ValidatorPolicy
{
    /// <summary>Rewrites the VirtualServices of read files.</summary>
    public static IReadOnlyList<LoadResult> Rewrite(IEnumerable<LoadResult> loads)
    {
        var read = loads.ToList();
        var first = new Dictionary<string, VirtualService>(StringComparer.Ordinal);
        var later = new Dictionary<VirtualService, List<HttpRoute>>(ReferenceEqualityComparer.Instance);
        foreach (var service in read.SelectMany(load => load.Resources).OfType<VirtualService>())
        {
            foreach (var host in service.Hosts)
            {
                if (first.TryAdd(host, service))
                    continue;
                if (!later.TryGetValue(first[host], out var more))
                    later.Add(first[host], more = []);
                more.AddRange(service.Http);
            }
        }

        return [.. read.Select(load => load with { Resources = [.. load.Resources.Select(resource => resource is VirtualService service ? Loosen(service, later.GetValueOrDefault(service) ?? []) : resource)] })];
    }

    private static VirtualService Loosen(VirtualService service, List<HttpRoute> more) =>
        service with { Gateways = service.Hosts.Count == 0 ? [] : [HostNames.Mesh], Http = [.. service.Http.Concat(more).Select(rule => rule with { Match = [.. rule.Match.Select(Loosen)] })] };

    private static HttpMatchRequest Loosen(HttpMatchRequest match) => new()
    {
        Name = match.Name,
        Authority = Loosen(match.Authority),
        Method = Loosen(match.Method),
        Uri = Loosen(match.Uri),
        Headers = match.Headers.ToDictionary(header => header.Key, header => Loosen(header.Value)!, StringComparer.Ordinal),
    };

    private static StringMatch? Loosen(StringMatch? match) => match is { Regex: { Length: > 0 } pattern } ? match with { Regex = $"(?s:.*)(?:{pattern})(?s:.*)" } : match;
}
