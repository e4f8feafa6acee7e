using System.Text.RegularExpressions;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Loading;

/// <summary>
/// The patches of a kustomization: deletions are carried out, changes of resources that the mesh reads are refused, those of Deployments and the like carried
/// out, and all others skipped.
/// </summary>
internal static class KustomizationPatches
{
    private static readonly string[] Fields = ["patches", "patchesStrategicMerge", "patchesJson6902"];

    public static void Apply(Kustomization kustomization, PolicyFileReader files, List<MeshResource> resources, List<Finding> findings)
    {
        foreach (var field in Fields)
        {
            if (kustomization.Root[field] is not YamlSequence patches)
                continue;

            for (var i = 0; i < patches.Items.Count; i++)
                Apply(kustomization, files, patches.Items[i], $"{field}[{i}]", resources, findings);
        }
    }

    private static void Apply(Kustomization kustomization, PolicyFileReader files, YamlNode patch, string field, List<MeshResource> resources, List<Finding> findings)
    {
        var contents = Contents(kustomization, files, patch, field, findings);
        if (patch["target"] is YamlMapping target)
        {
            var matched = resources.Where(resource => Matches(target, resource)).ToList();
            if (contents.Count > 0 && contents.All(IsDeletion))
                resources.RemoveAll(matched.Contains);
            else
                Change(kustomization, patch, field, matched, contents, resources, findings);
            return;
        }

        foreach (var content in contents)
        {
            var named = resources.Where(resource => IsNamed(content, resource)).ToList();
            if (IsDeletion(content))
                resources.RemoveAll(named.Contains);
            else
                Change(kustomization, patch, field, named, [content], resources, findings);
        }
    }

    private static void Change(
        Kustomization kustomization, YamlNode patch, string field, List<MeshResource> changed, IReadOnlyList<YamlNode> contents, List<MeshResource> resources, List<Finding> findings)
    {
        findings.AddRange(changed.Where(IsRun).Select(resource => Refusal(kustomization, patch, field, resource)));
        foreach (var workload in changed.OfType<WorkloadResource>())
            resources[resources.FindIndex(resource => ReferenceEquals(resource, workload))] = contents.Aggregate(workload, WorkloadPatch.Apply);
    }

    /// <summary>The documents of a patch, which is inline, in a file, or (in a list of paths) either.</summary>
    private static IReadOnlyList<YamlNode> Contents(Kustomization kustomization, PolicyFileReader files, YamlNode patch, string field, List<Finding> findings)
    {
        var text = (patch["patch"] as YamlScalar)?.Text;
        var path = (patch["path"] as YamlScalar)?.Text;
        if (patch is YamlScalar item)
        {
            var isInline = item.Text.Contains('\n', StringComparison.Ordinal);
            text = isInline ? item.Text : null;
            path = isInline ? null : item.Text;
        }

        if (text is null && path is not null)
        {
            var (read, fault) = files.ReadText(PolicyFileReader.Resolve(path, kustomization.Folder));
            if (fault is not null)
                findings.Add(fault with { Location = kustomization.At(patch), Field = field });
            text = read;
        }

        try
        {
            return text is null ? [] : [.. YamlDocuments.Read(text, static (_, _) => { })];
        }
        catch (YamlSyntaxException e)
        {
            findings.Add(PolicyFileReader.Fault(kustomization.At(patch), e.Message, "Correct the patch.", field));
            return [];
        }
    }

    /// <summary>Whether the mesh reads the resource, so that a change of it would be lost; a Deployment or the like is patched.</summary>
    private static bool IsRun(MeshResource resource) => resource is not KubernetesObject;

    private static bool IsDeletion(YamlNode content) => content["$patch"] is YamlScalar { Text: "delete" };

    private static bool IsNamed(YamlNode content, MeshResource resource) =>
        content["kind"] is YamlScalar kind && kind.Text == resource.Kind && content["metadata"]?["name"] is YamlScalar name && name.Text == resource.Name;

    /// <summary>A target's fields are patterns for the whole value; one that is left out takes any.</summary>
    private static bool Matches(YamlMapping target, MeshResource resource) =>
        Matches(target["kind"], resource.Kind) && Matches(target["name"], resource.Name) && Matches(target["namespace"], resource.Namespace)
        && Matches(target["group"], resource.ApiVersion.Contains('/', StringComparison.Ordinal) ? resource.ApiVersion.Split('/')[0] : "");

    private static bool Matches(YamlNode? pattern, string value)
    {
        if (pattern is not YamlScalar { Text.Length: > 0 } scalar)
            return true;

        try
        {
            return Regex.IsMatch(value, $@"\A(?:{scalar.Text})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return scalar.Text == value;
        }
    }

    private static Finding Refusal(Kustomization kustomization, YamlNode patch, string field, MeshResource resource) =>
        PolicyFileReader.Fault(
            kustomization.At(patch),
            $"the patch changes {resource.Id}, which the local mesh would not see",
            "State the resource as it should be, and keep patches to Deployments and the like.",
            field) with { Resource = resource.Id };
}
