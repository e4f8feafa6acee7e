using System.Globalization;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>Reads the patches of EnvoyFilters that the local mesh can carry out, and reports the others with file, line and field.</summary>
internal static class ConfigPatchReader
{
    private static readonly Dictionary<EnvoyPatchTarget, string> Names = Enum.GetValues<EnvoyPatchTarget>().ToDictionary(target => target, target => WireNames.UpperSnakeCase(target.ToString()));

    /// <summary>Reads all patches, in the order of the filters.</summary>
    public static IReadOnlyList<ConfigPatch> ReadAll(IEnumerable<EnvoyFilter> filters, List<Finding> findings) =>
        [.. filters.SelectMany(filter => filter.ConfigPatches.Select((patch, i) => Read(filter, patch, i, findings))).OfType<ConfigPatch>()];

    private static ConfigPatch? Read(EnvoyFilter filter, EnvoyConfigObjectPatch patch, int index, List<Finding> findings)
    {
        var report = new EnvoyReport(filter, findings);
        var path = string.Create(CultureInfo.InvariantCulture, $"spec.configPatches[{index}]");
        var line = filter.Document?["spec"]?["configPatches"] is YamlSequence patches && index < patches.Items.Count ? patches.Items[index].Line : filter.Location.Line;
        CheckScope(filter, patch, path, line, report);
        if (patch.Patch is not { } change || change.Value is not YamlMapping value)
        {
            report.Unsupported($"{path}.patch.operation", line, $"{Names[patch.ApplyTo]} patches without a value");
            return null;
        }

        var message = new EnvoyMessage(value, $"{path}.patch.value", report);
        var match = patch.Match ?? new EnvoyConfigObjectMatch();
        ConfigPatch? read = patch.ApplyTo switch
        {
            EnvoyPatchTarget.HttpFilter => HttpFilterPatchReader.Read(filter, match, change.Operation, message),
            EnvoyPatchTarget.HttpRoute or EnvoyPatchTarget.VirtualHost or EnvoyPatchTarget.RouteConfiguration => RoutePatchReader.Read(filter, match, patch.ApplyTo, change.Operation, message),
            _ => null,
        };
        if (read is null && report.Runs)
            report.Unsupported($"{path}.applyTo", line, $"{Names[patch.ApplyTo]} patches");
        return report.Runs ? read : null;
    }

    private static void CheckScope(EnvoyFilter filter, EnvoyConfigObjectPatch patch, string path, int line, EnvoyReport report)
    {
        if (filter.TargetRefs.Count > 0)
            report.Unsupported("spec.targetRefs", filter.Document?["spec"]?["targetRefs"]?.Line ?? line, "targetRefs attach to waypoints and Gateway API gateways");
        if (patch.Match is { Context: EnvoyPatchContext.Waypoint })
            report.Unsupported($"{path}.match.context", line, "waypoints");
        if (patch.Match?.Proxy is { Metadata.Count: > 0 })
            report.Unsupported($"{path}.match.proxy.metadata", line, "metadata of proxies");
    }
}
