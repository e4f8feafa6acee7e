using System.Diagnostics.CodeAnalysis;

namespace MlMesh.AppHost;

/// <summary>What <c>--with</c> adds to the policy: kustomize components, which combine with any overlay.</summary>
internal static class MeshComponents
{
    private const string Key = "with";
    private const string Excludes = "mlmesh/not-with:";

    /// <summary>Finds the components that <c>--with a,b</c> asks for.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="known">The folder that names are looked up in.</param>
    /// <param name="folders">Absolute paths, in the order of the argument; empty without it.</param>
    /// <param name="error">What is wrong, and what to do.</param>
    public static bool TryRead(IDistributedApplicationBuilder builder, PolicyFolders known, out IReadOnlyList<string> folders, [NotNullWhen(false)] out string? error)
    {
        var found = new List<string>();
        folders = found;
        error = null;
        foreach (var wanted in (builder.Configuration[Key] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (known.Find(wanted) is not { } folder || !Directory.Exists(folder))
            {
                error = $"There is no component '{wanted}'. Give --{Key} any of {known.Names}, separated by commas, or paths of folders with a kustomization of kind Component.";
                return false;
            }

            if (found.Contains(folder))
            {
                error = $"--{Key} names the component '{wanted}' twice. Name it once.";
                return false;
            }

            found.Add(folder);
        }

        if (found.SelectMany(folder => ExcludedBy(folder).Select(other => (Name: Path.GetFileName(folder), Other: other))).FirstOrDefault(pair => found.Any(other => Path.GetFileName(other) == pair.Other)) is { Name: not null } conflict)
            error = $"The components '{conflict.Name}' and '{conflict.Other}' do not go together: leave out one of them.";
        return error is null;
    }

    // An annotation of the component's kustomization, which install.sh reads too.
    private static IEnumerable<string> ExcludedBy(string folder)
    {
        var file = Path.Combine(folder, "kustomization.yaml");
        return !File.Exists(file) ? [] : File.ReadLines(file)
            .Select(line => line.Trim())
            .Where(line => line.StartsWith(Excludes, StringComparison.Ordinal))
            .SelectMany(line => line[Excludes.Length..].Split(',', StringSplitOptions.TrimEntries));
    }
}
