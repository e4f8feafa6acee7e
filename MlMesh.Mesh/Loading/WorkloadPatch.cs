using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Loading;

/// <summary>
/// Carries out a patch of a Deployment or the like as far as policies can see it: labels and annotations of its pods, and their service account. All else of a
/// workload concerns no policy.
/// </summary>
internal static class WorkloadPatch
{
    private const string LabelPath = "/spec/template/metadata/labels/";
    private const string AccountPath = "/spec/template/spec/serviceAccountName";

    public static WorkloadResource Apply(WorkloadResource workload, YamlNode patch) => patch is YamlSequence operations
        ? operations.Items.Aggregate(workload, Operate)
        : Merge(workload, patch["spec"]?["template"]);

    private static WorkloadResource Merge(WorkloadResource workload, YamlNode? template)
    {
        var metadata = workload.Template.Metadata;
        return With(
            workload,
            Merged(metadata.Labels, template?["metadata"]?["labels"]),
            Merged(metadata.Annotations, template?["metadata"]?["annotations"]),
            (template?["spec"]?["serviceAccountName"] as YamlScalar)?.Text);
    }

    private static WorkloadResource Operate(WorkloadResource workload, YamlNode operation)
    {
        var path = (operation["path"] as YamlScalar)?.Text ?? "";
        var value = (operation["value"] as YamlScalar)?.Text ?? "";
        var isRemoval = operation["op"] is YamlScalar { Text: "remove" };
        if (operation["op"] is not YamlScalar { Text: "add" or "replace" or "remove" })
            return workload;
        if (path == AccountPath)
            return With(workload, workload.Template.Metadata.Labels, workload.Template.Metadata.Annotations, isRemoval ? "" : value);
        if (!path.StartsWith(LabelPath, StringComparison.Ordinal))
            return workload;
        var labels = new Dictionary<string, string>(workload.Template.Metadata.Labels, StringComparer.Ordinal);
        var name = path[LabelPath.Length..].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        if (isRemoval)
            labels.Remove(name);
        else
            labels[name] = value;
        return With(workload, labels, workload.Template.Metadata.Annotations, null);
    }

    private static IReadOnlyDictionary<string, string> Merged(IReadOnlyDictionary<string, string> before, YamlNode? patch)
    {
        if (patch is not YamlMapping mapping)
            return before;
        var merged = new Dictionary<string, string>(before, StringComparer.Ordinal);
        foreach (var field in mapping.Fields)
        {
            if (field.Value is YamlScalar { Kind: ScalarKind.Null })
                merged.Remove(field.Name);
            else if (field.Value is YamlScalar scalar)
                merged[field.Name] = scalar.Text;
        }

        return merged;
    }

    private static WorkloadResource With(WorkloadResource workload, IReadOnlyDictionary<string, string> labels, IReadOnlyDictionary<string, string> annotations, string? account)
    {
        var template = workload.Template;
        return workload with
        {
            Template = template with
            {
                Metadata = template.Metadata with { Labels = labels, Annotations = annotations },
                Spec = account is null ? template.Spec : template.Spec with { ServiceAccountName = account },
            },
        };
    }
}
