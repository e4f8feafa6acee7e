using MlMesh.Mesh.Loading;

namespace MlMesh.Tests.Mesh.Loading;

/// <summary>The folders of <c>istio-overlays/components</c>.</summary>
internal static class ShippedComponents
{
    private const string Excludes = "mlmesh/not-with:";

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => Directory.EnumerateDirectories(Repository.PathOf("istio-overlays", "components")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal);

    /// <summary>Those that the local run takes.</summary>
    public static IEnumerable<string> Local => Names.Where(name => PolicyCatalog.WhyClusterOnly(Repository.PathOf("istio-overlays", "components", name)) is null);

    /// <summary>Those of them that it carries out; the others change nothing here.</summary>
    public static IEnumerable<string> RunLocally => Local.Except(["feature-store-ha", "gateway-api", "multi-cluster", "tracing"]);

    /// <summary>Those that go together, separated by commas: all but the ones that exclude others.</summary>
    public static string Together => string.Join(',', Names.Where(name => Excluded(name).Count == 0));

    /// <summary>Names of the components that one does not go with.</summary>
    public static IReadOnlyList<string> Excluded(string component) =>
    [
        .. File.ReadLines(Repository.PathOf("istio-overlays", "components", component, "kustomization.yaml"))
            .Where(line => line.TrimStart().StartsWith(Excludes, StringComparison.Ordinal))
            .SelectMany(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(',', StringSplitOptions.TrimEntries)),
    ];
}
