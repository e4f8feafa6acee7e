using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>Checks the values of annotations as the injector does.</summary>
internal static partial class AnnotationValues
{
    private static readonly Dictionary<string, Func<string, string?>> Checks = new(StringComparer.Ordinal)
    {
        ["sidecar.istio.io/interceptionMode"] = value => value is "REDIRECT" or "TPROXY" or "NONE" ? null : $"interceptionMode invalid, use REDIRECT,TPROXY,NONE: {value}",
        ["status.sidecar.istio.io/port"] = Port,
        ["readiness.status.sidecar.istio.io/initialDelaySeconds"] = Number,
        ["readiness.status.sidecar.istio.io/periodSeconds"] = Number,
        ["readiness.status.sidecar.istio.io/failureThreshold"] = Number,
        ["traffic.sidecar.istio.io/includeOutboundIPRanges"] = value => value == "*" ? null : Ranges(value),
        ["traffic.sidecar.istio.io/excludeOutboundIPRanges"] = Ranges,
        ["traffic.sidecar.istio.io/includeInboundPorts"] = value => value == "*" ? null : Ports(value),
        ["traffic.sidecar.istio.io/excludeInboundPorts"] = Ports,
        ["traffic.sidecar.istio.io/excludeOutboundPorts"] = Ports,
        ["prometheus.istio.io/merge-metrics"] = Boolean,
        ["proxy.istio.io/config"] = Mapping,
        ["sidecar.istio.io/proxyCPU"] = Quantity,
        ["sidecar.istio.io/proxyCPULimit"] = Quantity,
        ["sidecar.istio.io/proxyMemory"] = Quantity,
        ["sidecar.istio.io/proxyMemoryLimit"] = Quantity,
    };

    [GeneratedRegex(@"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex KubernetesQuantity { get; }

    /// <summary>What is wrong with a value; null when nothing is, or nothing is checked.</summary>
    public static string? Fault(string annotation, string value) => Checks.TryGetValue(annotation, out var check) ? check(value) : null;

    private static string? Number(string value) =>
        uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? null : $"strconv.ParseUint: parsing \"{value}\": invalid syntax";

    private static string? Boolean(string value) =>
        value is "1" or "t" or "T" or "TRUE" or "true" or "True" or "0" or "f" or "F" or "FALSE" or "false" or "False" ? null : $"strconv.ParseBool: parsing \"{value}\": invalid syntax";

    private static string? Port(string value) =>
        ushort.TryParse(value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out _) ? null : $"failed parsing port '{value}': strconv.ParseUint: parsing \"{value}\": invalid syntax";

    private static string? Ports(string value) => value.Trim().Length == 0 ? null : value.Split(',').Select(Port).FirstOrDefault(fault => fault is not null);

    private static string? Ranges(string value)
    {
        foreach (var range in value.Length == 0 ? [] : value.Split(','))
        {
            var slash = range.IndexOf('/', StringComparison.Ordinal);
            if (slash < 0 || !IPAddress.TryParse(range.AsSpan(0, slash), out var address)
                || !byte.TryParse(range.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var bits) || bits > address.GetAddressBytes().Length * 8)
            {
                return $"failed parsing cidr '{range}': netip.ParsePrefix(\"{range}\")";
            }
        }

        return null;
    }

    private static string? Quantity(string value) => KubernetesQuantity.IsMatch(value)
        ? null
        : "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

    private static string? Mapping(string value)
    {
        try
        {
            return YamlDocuments.Read(value, static (_, _) => { }).FirstOrDefault() is null or YamlMapping ? null : "failed to convert to apply proxy config: not a mapping";
        }
        catch (YamlSyntaxException e)
        {
            return $"failed to convert to apply proxy config: {e.Message}";
        }
    }
}
