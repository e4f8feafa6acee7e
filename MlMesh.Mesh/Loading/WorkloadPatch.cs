using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Loading;

/// <summary>Carries out a patch of a Deployment or the like: a strategic merge, or JSON operations on fields that are in no list; those in lists concern no policy.</summary>
internal static class WorkloadPatch
{
    public static WorkloadResource Apply(WorkloadResource workload, YamlNode patch) => patch switch
    {
        YamlSequence operations => operations.Items.Select(AsMerge).Aggregate(workload, (changed, merge) => merge is null ? changed : Merge(changed, merge)),
        YamlMapping merge => Merge(workload, merge),
        _ => workload,
    };

    private static WorkloadResource Merge(WorkloadResource workload, YamlMapping patch)
    {
        if (workload.Document is not { } document)
            return workload;

        var change = new YamlMapping(patch.Line, [.. patch.Fields.Where(field => field.Name is not ("apiVersion" or "kind"))]);
        var merged = ResourceKinds.Read(StrategicMerge.Merge(document, change), workload.Namespace, new ReadContext(workload.Location.File, [])) as WorkloadResource;
        return merged is null ? workload : merged with { Name = workload.Name, Namespace = workload.Namespace, Location = workload.Location, FirstLine = workload.FirstLine };
    }

    /// <summary>A JSON operation (RFC 6902) as the merge that does the same; null for one on an item of a list, and for a test or a move.</summary>
    private static YamlMapping? AsMerge(YamlNode operation)
    {
        if (operation["path"] is not YamlScalar { Text: ['/', ..] path } || operation["op"] is not YamlScalar { Text: "add" or "replace" or "remove" } name)
            return null;

        var names = path[1..].Split('/').Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToList();
        if (names.Any(step => step == "-" || int.TryParse(step, out _)))
            return null;

        var value = name.Text == "remove" ? null : operation["value"];
        YamlNode node = value switch
        {
            null => new YamlScalar(operation.Line, ScalarKind.Null, ""),
            YamlMapping mapping => new YamlMapping(mapping.Line, [.. mapping.Fields, StrategicMerge.Replacing(mapping.Line)]),
            _ => value,
        };
        for (var i = names.Count - 1; i >= 0; i--)
            node = new YamlMapping(operation.Line, [new YamlField(names[i], operation.Line, node)]);
        return (YamlMapping)node;
    }
}
