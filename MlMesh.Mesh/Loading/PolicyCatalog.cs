using System.Diagnostics.CodeAnalysis;

namespace MlMesh.Mesh.Loading;

/// <summary>
/// The policies (<c>overlays/</c>) and components (<c>components/</c>) of a folder, which <c>--policy</c> and <c>--with</c> choose from by name or by path.
/// </summary>
/// <param name="root">The folder, such as <c>istio-overlays</c>.</param>
public sealed class PolicyCatalog(string root)
{
    // Annotations of a kustomization, one line each; install.sh reads the first too.
    private const string Excludes = "mlmesh/not-with:";
    private const string ClusterOnly = "mlmesh/cluster-only:";

    private readonly string _policies = Path.Combine(root, "overlays");
    private readonly string _components = Path.Combine(root, "components");

    /// <summary>Finds a policy with components.</summary>
    /// <param name="policy">A folder's name below <c>overlays</c>, else a path, relative to where the user is.</param>
    /// <param name="with">Folders' names below <c>components</c>, else paths, separated by commas; null or empty for none.</param>
    /// <param name="source">Absolute paths, the components in the order of the argument.</param>
    /// <param name="error">What is wrong, and what to do: a name that is not there, a component twice, or parts that exclude each other.</param>
    public bool TryFind(string policy, string? with, [NotNullWhen(true)] out PolicySource? source, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(policy);
        source = null;
        if (Find(_policies, policy) is not { } path)
        {
            error = $"There is no policy '{policy}'. Give --policy one of {Names(_policies)}, or the path of a folder or file with Istio resources.";
            return false;
        }

        var found = new List<string>();
        error = Collect(with, found) ?? Conflict(path, found);
        if (error is not null)
            return false;

        source = new PolicySource(path) { Components = found };
        return true;
    }

    /// <summary>Why a policy or component takes effect in a cluster only, as its kustomization says; null for one that the local mesh carries out or does without.</summary>
    /// <param name="part">The policy's folder or file, or the component's folder.</param>
    public static string? WhyClusterOnly(string part) => Annotations(part, ClusterOnly).FirstOrDefault();

    private string? Collect(string? with, List<string> found)
    {
        foreach (var wanted in Split(with ?? ""))
        {
            if (Find(_components, wanted) is not { } folder || !Directory.Exists(folder))
                return $"There is no component '{wanted}'. Give --with any of {Names(_components)}, separated by commas, or paths of folders with a kustomization of kind Component.";
            if (found.Contains(folder))
                return $"--with names the component '{wanted}' twice. Name it once.";
            found.Add(folder);
        }

        return null;
    }

    private static string? Conflict(string policy, IReadOnlyList<string> components)
    {
        var names = components.Select(folder => Path.GetFileName(folder)!).ToList();
        if (ExcludedBy(policy).FirstOrDefault(names.Contains) is { } excluded)
            return $"The policy '{Path.GetFileName(policy)}' and the component '{excluded}' do not go together: leave out the component, or take another policy.";
        var pair = components.SelectMany(folder => ExcludedBy(folder).Select(other => (Name: Path.GetFileName(folder), Other: other))).FirstOrDefault(pair => names.Contains(pair.Other));
        return pair.Name is null ? null : $"The components '{pair.Name}' and '{pair.Other}' do not go together: leave out one of them.";
    }

    private static IEnumerable<string> ExcludedBy(string folder) => Annotations(folder, Excludes).SelectMany(Split);

    private static IEnumerable<string> Annotations(string folder, string name)
    {
        var file = Path.Combine(folder, "kustomization.yaml");
        return !File.Exists(file) ? [] : File.ReadLines(file)
            .Select(line => line.Trim())
            .Where(line => line.StartsWith(name, StringComparison.Ordinal))
            .Select(line => line[name.Length..].Trim());
    }

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Names(string folder) => Directory.Exists(folder) ? string.Join(", ", Directory.GetDirectories(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)) : "";

    private static string? Find(string folder, string nameOrPath)
    {
        var isName = nameOrPath.IndexOfAny([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar]) < 0;
        var path = isName && Directory.Exists(Path.Combine(folder, nameOrPath)) ? Path.Combine(folder, nameOrPath) : Path.GetFullPath(nameOrPath);
        return Path.Exists(path) ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)) : null;
    }
}
