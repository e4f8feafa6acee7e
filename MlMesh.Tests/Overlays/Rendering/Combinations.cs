using Xunit;

namespace MlMesh.Tests.Overlays.Rendering;

/// <summary>Every overlay with no component, with each alone, and with all that go together.</summary>
internal static class Combinations
{
    /// <summary>Names of the folders below <c>overlays</c>.</summary>
    public static IReadOnlyList<string> Overlays { get; } = Folders("overlays");

    /// <summary>Names of the folders below <c>components</c>.</summary>
    public static IReadOnlyList<string> Components { get; } = Folders("components");

    /// <summary>The overlays with components, which are joined by commas as <c>--with</c> takes them.</summary>
    public static TheoryData<string, string> All
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var overlay in Overlays)
                foreach (var components in Components.Concat(Together()).Prepend("").Distinct().Where(components => !components.Split(',').Intersect(Exclusions("overlays", overlay)).Any()))
                    data.Add(overlay, components);
            return data;
        }
    }

    /// <summary>What a component must not be combined with, as its kustomization says.</summary>
    public static IReadOnlyList<string> Exclusions(string component) => Exclusions("components", component);

    private static string[] Exclusions(string below, string name)
    {
        var kustomization = YamlJson.Documents(File.ReadAllText(Repository.PathOf("istio-overlays", below, name, "kustomization.yaml"))).Single();
        var stated = (string?)kustomization["metadata"]?["annotations"]?["mlmesh/not-with"] ?? "";
        return stated.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>All components that exclude none, and each of the others after all that it goes with.</summary>
    private static IEnumerable<string> Together()
    {
        var easy = Components.Where(component => Exclusions(component).Count == 0).ToList();
        return Components.Except(easy).Select(component => string.Join(',', easy.Except(Exclusions(component)).Append(component))).Prepend(string.Join(',', easy));
    }

    private static string[] Folders(string below)
    {
        var folder = Repository.PathOf("istio-overlays", below);
        return Directory.Exists(folder) ? [.. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)] : [];
    }
}
