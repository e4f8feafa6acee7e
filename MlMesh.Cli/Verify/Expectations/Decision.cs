using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Cli.Verify.Expectations;

/// <summary>A case of the policy service's decision table: what a request must come to.</summary>
/// <param name="Role">Role of the caller; empty without.</param>
/// <param name="Method">Method.</param>
/// <param name="Path">Path, with its query.</param>
/// <param name="Allow">Whether it may pass.</param>
internal sealed record Decision(string Role, string Method, string Path, bool Allow)
{
    private const string File = "decisions.yaml";

    /// <summary>The cases in a namespace's ConfigMaps. Of several, which earlier versions leave behind, the youngest counts: their names are hashes.</summary>
    public static IReadOnlyList<Decision> Of(IReadOnlyList<MeshResource> resources) =>
        resources.OfType<ConfigMapResource>().OrderBy(map => map.CreatedAt).Select(map => map.Data.GetValueOrDefault(File)).OfType<string>().LastOrDefault() is not { } text ? [] : Read(text);

    private static IReadOnlyList<Decision> Read(string text)
    {
        try
        {
            return YamlDocuments.Read(text, (_, _) => { }).FirstOrDefault()?["cases"] is not YamlSequence cases ? []
                : [.. cases.Items.Select(each => new Decision(Text(each["role"]), Text(each["method"]), Text(each["path"]), Text(each["allow"]) == "true"))];
        }
        catch (YamlSyntaxException e)
        {
            throw new CheckFailedException($"YAML in {File} of the policy service's ConfigMap", e.Message, "kubectl get configmaps -o yaml");
        }
    }

    private static string Text(YamlNode? node) => node is YamlScalar scalar ? scalar.Text : "";
}
