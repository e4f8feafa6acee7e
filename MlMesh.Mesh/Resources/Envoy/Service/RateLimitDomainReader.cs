using System.Globalization;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>Reads the limits in a ConfigMap, with the checks of envoyproxy/ratelimit, which refuses all of its files when one of them is wrong.</summary>
internal sealed class RateLimitDomainReader
{
    private static readonly Dictionary<string, int> Units = new(StringComparer.OrdinalIgnoreCase)
    {
        ["second"] = 1, ["minute"] = 60, ["hour"] = 3_600, ["day"] = 86_400, ["week"] = 604_800, ["month"] = 2_592_000, ["year"] = 31_536_000,
    };

    private readonly ConfigMapResource _map;
    private readonly string _file;
    private readonly int _line;
    private readonly List<Finding> _findings;

    private RateLimitDomainReader(ConfigMapResource map, YamlField file, List<Finding> findings)
    {
        _map = map;
        _file = file.Name;
        _line = file.Line;
        _findings = findings;
    }

    /// <summary>Reads every file with a domain.</summary>
    public static IReadOnlyList<RateLimitDomain> ReadAll(IEnumerable<ConfigMapResource> maps, List<Finding> findings)
    {
        var domains = new Dictionary<string, RateLimitDomain>(StringComparer.Ordinal);
        foreach (var map in maps)
        {
            foreach (var file in (map.Document?["data"] as YamlMapping)?.Fields ?? [])
            {
                var reader = new RateLimitDomainReader(map, file, findings);
                if (file.Value is YamlScalar text && reader.Read(text.Text) is { } domain && !domains.TryAdd(domain.Name, domain))
                    reader.Refuse(1, $"duplicate domain '{domain.Name}' in config file");
            }
        }

        return [.. domains.Values];
    }

    private RateLimitDomain? Read(string text)
    {
        try
        {
            if (YamlDocuments.Read(text, Refuse).FirstOrDefault() is not YamlMapping root || root["domain"] is null)
                return null;
            CheckNames(root, "domain", "descriptors");
            var name = Text(root, "domain");
            if (name.Length == 0)
                Refuse(root.Line, "config file cannot have empty domain");
            return new RateLimitDomain(name, Descriptors(root), _map.Location with { Line = _line });
        }
        catch (YamlSyntaxException e)
        {
            Refuse(e.Line, $"error loading config file: {e.Message}");
            return null;
        }
    }

    private List<ServiceDescriptor> Descriptors(YamlMapping parent)
    {
        var descriptors = new List<ServiceDescriptor>();
        foreach (var node in (parent["descriptors"] as YamlSequence)?.Items ?? [])
        {
            if (node is not YamlMapping mapping)
            {
                Refuse(node.Line, $"config error, yaml file contains list of type other than map: {node.TypeName}");
                continue;
            }

            CheckNames(mapping, "key", "value", "rate_limit", "descriptors", "shadow_mode", "detailed_metric", "value_to_metric");
            var descriptor = new ServiceDescriptor(Text(mapping, "key"), Text(mapping, "value"))
            {
                Limit = Limit(mapping["rate_limit"] as YamlMapping),
                ShadowMode = Text(mapping, "shadow_mode") == "true",
                Descriptors = Descriptors(mapping),
            };
            if (descriptor.Key.Length == 0)
                Refuse(mapping.Line, "descriptor has empty key");
            if (descriptors.Any(other => other.Key == descriptor.Key && other.Value == descriptor.Value))
                Refuse(mapping.Line, $"duplicate descriptor composite key '{descriptor.Key}{(descriptor.Value.Length > 0 ? "_" : "")}{descriptor.Value}'");
            descriptors.Add(descriptor);
        }

        return descriptors;
    }

    private ServiceRateLimit? Limit(YamlMapping? mapping)
    {
        if (mapping is null)
            return null;
        CheckNames(mapping, "unit", "requests_per_unit", "unlimited", "name", "replaces");
        var unit = Text(mapping, "unit");
        var unlimited = Text(mapping, "unlimited") == "true";
        if (unlimited ? unit.Length > 0 : !Units.ContainsKey(unit))
            Refuse(mapping.Line, unlimited ? "should not specify rate limit unit when unlimited" : $"invalid rate limit unit '{unit}'");
        if (!uint.TryParse(Text(mapping, "requests_per_unit"), NumberStyles.None, CultureInfo.InvariantCulture, out var requests) && mapping["requests_per_unit"] is not null)
            Refuse(mapping.Line, "requests_per_unit is no whole number");
        return new ServiceRateLimit(requests, Units.GetValueOrDefault(unit))
        {
            Unlimited = unlimited,
            Name = Text(mapping, "name"),
            Replaces = [.. ((mapping["replaces"] as YamlSequence)?.Items ?? []).Select(item => item is YamlMapping named ? Text(named, "name") : "")],
        };
    }

    private void CheckNames(YamlMapping mapping, params ReadOnlySpan<string> known)
    {
        foreach (var field in mapping.Fields)
        {
            if (!known.Contains(field.Name))
                Refuse(field.Line, $"config error, unknown key '{field.Name}'");
        }
    }

    private void Refuse(int line, string message) => _findings.Add(new Finding
    {
        Severity = FindingSeverity.Error,
        Origin = FindingOrigin.Support,
        Location = _map.Location with { Line = _line + line },
        Field = $"data[{_file}]",
        Message = $"the rate-limit service refuses its configuration: {message}",
        Remedy = "Correct it; the service keeps what it had before, or does not start.",
        Resource = _map.Id,
    });

    private static string Text(YamlMapping mapping, string field) => mapping[field] is YamlScalar scalar ? scalar.Text : "";
}
