using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Loading;

/// <summary>A kustomization file.</summary>
/// <param name="File">Full path.</param>
/// <param name="Root">Its content.</param>
internal sealed record Kustomization(string File, YamlMapping Root)
{
    private static readonly string[] PathLists = ["resources", "bases", "components"];
    private static readonly string[] Names = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

    /// <summary>Fields that change no resource that the mesh reads.</summary>
    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "apiVersion", "kind", "metadata", "resources", "bases", "components", "namespace", "patches", "patchesStrategicMerge", "patchesJson6902",
        "configMapGenerator", "secretGenerator", "generatorOptions", "images", "replicas", "crds", "openapi", "buildMetadata", "sortOptions",
    };

    /// <summary>Fields that may change one.</summary>
    private static readonly HashSet<string> Unsupported = new(StringComparer.Ordinal)
    {
        "namePrefix", "nameSuffix", "commonLabels", "commonAnnotations", "labels", "generators", "transformers", "validators", "vars", "replacements",
        "helmCharts", "helmChartInflationGenerator", "helmGlobals", "configurations", "inventory",
    };

    public string Folder => Path.GetDirectoryName(File)!;

    /// <summary>How a command of ours reads the kustomization with everything in it.</summary>
    public string Printed => $"kubectl kustomize {PolicyFileReader.Display(Folder)} | mlmesh policy … -";

    /// <summary>Whether it adds to, and may change, the resources of the kustomization that names it.</summary>
    public bool IsComponent => Root["kind"] is YamlScalar { Text: "Component" };

    /// <summary>Namespace of everything in it; empty: as stated.</summary>
    public string Namespace => Root["namespace"] is YamlScalar scalar ? scalar.Text : "";

    public static string? Find(string folder) => Names.Select(name => Path.Combine(folder, name)).FirstOrDefault(System.IO.File.Exists);

    public static bool IsKustomization(string file) => Names.Contains(Path.GetFileName(file));

    /// <summary>The items of a list of paths.</summary>
    public IEnumerable<YamlScalar> Paths(string field) => Root[field] is YamlSequence sequence ? sequence.Items.OfType<YamlScalar>() : [];

    public SourceLocation At(YamlNode node) => new(PolicyFileReader.Display(File), node.Line);

    /// <summary>Fields that kustomize does not know, and those that this loader does not run.</summary>
    public IEnumerable<Finding> FieldFindings()
    {
        foreach (var field in Root.Fields)
        {
            var location = new SourceLocation(PolicyFileReader.Display(File), field.Line);
            if (PathLists.Contains(field.Name) && field.Value is not YamlScalar { Kind: ScalarKind.Null } && !IsListOfPaths(field.Value))
                yield return PolicyFileReader.Fault(location, $"{field.Name} must be a list of paths", "Write one path per item.", field.Name);
            if (Harmless.Contains(field.Name) || (field.Name == "labels" && !ChangesSelectors(field.Value)))
                continue;

            yield return Unsupported.Contains(field.Name)
                ? new Finding
                {
                    Severity = FindingSeverity.Unsupported,
                    Origin = FindingOrigin.Kustomization,
                    Location = location,
                    Field = field.Name,
                    Message = "unsupported here, works in the cluster: the local loader does not change resources",
                    Remedy = $"State the resources as they should be, or read what kustomize makes of them: {Printed}",
                }
                : PolicyFileReader.Fault(location, $"unknown field \"{field.Name}\"", "Correct its name.", field.Name);
        }
    }

    private static bool IsListOfPaths(YamlNode node) => node is YamlSequence sequence && sequence.Items.All(item => item is YamlScalar);

    private static bool ChangesSelectors(YamlNode labels) =>
        labels is not YamlSequence sequence || sequence.Items.Any(item => item["includeSelectors"] is YamlScalar { Text: "true" });
}
