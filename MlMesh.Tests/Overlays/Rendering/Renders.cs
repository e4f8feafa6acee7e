using System.Collections.Concurrent;
using MlMesh.Tests.Mesh.Loading;

namespace MlMesh.Tests.Overlays.Rendering;

/// <summary>What kubectl makes of overlays and components; each combination is rendered once.</summary>
internal static class Renders
{
    private static readonly ConcurrentDictionary<(string, string), Lazy<Task<string>>> Texts = new();

    /// <summary>The objects of an overlay with components, which are joined by commas.</summary>
    public static async Task<IReadOnlyList<KubeObject>> Of(string overlay, string components = "") =>
        [.. YamlJson.Documents(await Text(overlay, components)).Select(document => new KubeObject(document))];

    /// <summary>The rendered YAML.</summary>
    public static Task<string> Text(string overlay, string components = "") =>
        Texts.GetOrAdd((overlay, components), key => new Lazy<Task<string>>(() => Render(key.Item1, key.Item2))).Value;

    private static async Task<string> Render(string overlay, string components)
    {
        if (components.Length == 0)
            return await Kubectl.RenderText(Repository.PathOf("istio-overlays", "overlays", overlay));

        // Kustomize takes relative paths only, so the folder must lie on the repository's drive.
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, $"render-{Guid.NewGuid():n}"));
        try
        {
            var all = components.Split(',').Select(name => RelativeTo(folder, "components", name));
            var kustomization = $"resources: [{RelativeTo(folder, "overlays", overlay)}]\ncomponents: [{string.Join(", ", all)}]\n";
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "kustomization.yaml"), kustomization);
            return await Kubectl.RenderText(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string RelativeTo(DirectoryInfo folder, params string[] parts) => Path.GetRelativePath(folder.FullName, Repository.PathOf(["istio-overlays", .. parts])).Replace('\\', '/');
}
