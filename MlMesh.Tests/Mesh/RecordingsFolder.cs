namespace MlMesh.Tests.Mesh;

/// <summary>Finds recordings of the real Istio: the folder that a variable names, else one beside a folder above the tests.</summary>
internal static class RecordingsFolder
{
    /// <summary>Finds a folder.</summary>
    /// <param name="variable">The environment variable that may name it.</param>
    /// <param name="otherwise">Where it is else, relative to some folder above the tests.</param>
    /// <returns>Its path; null when this machine has no recordings.</returns>
    /// <exception cref="DirectoryNotFoundException">The variable names no folder, or there are none although <c>MLMESH_REQUIRE_ALL=1</c> says that nothing may be missing.</exception>
    public static string? Find(string variable, string otherwise)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } stated)
            return Directory.Exists(stated) ? stated : throw new DirectoryNotFoundException($"{variable} names {stated}, which does not exist.");

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, otherwise);
            if (Directory.Exists(candidate))
                return candidate;
        }

        // Tests without data would pass by their absence.
        return Environment.GetEnvironmentVariable("MLMESH_REQUIRE_ALL") == "1"
            ? throw new DirectoryNotFoundException($"There are no recordings: {variable} names no folder, and no folder above the tests has {otherwise}.")
            : null;
    }

    /// <summary>Names of the folders that hold a file of a name, in order.</summary>
    /// <param name="path">Where to look; null finds none.</param>
    /// <param name="file">The file's name.</param>
    public static IReadOnlyList<string> Names(string? path, string file) => path is null
        ? []
        : [.. Directory.EnumerateFiles(path, file, SearchOption.AllDirectories).Select(found => Path.GetFileName(Path.GetDirectoryName(found)!)).Order(StringComparer.Ordinal)];
}
