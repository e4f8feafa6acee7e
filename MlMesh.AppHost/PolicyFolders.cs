namespace MlMesh.AppHost;

/// <summary>The folders below <c>istio-overlays</c> that arguments choose from by name.</summary>
/// <param name="folder">Absolute path of a folder that holds one folder per name.</param>
internal sealed class PolicyFolders(string folder)
{
    /// <summary>Names, as a message lists them.</summary>
    public string Names => Directory.Exists(folder) ? string.Join(", ", Directory.GetDirectories(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)) : "";

    /// <summary>The folder of a name, else the file or folder of a path, relative to where the user is.</summary>
    /// <returns>An absolute path; null when there is nothing.</returns>
    public string? Find(string nameOrPath)
    {
        var isName = nameOrPath.IndexOfAny([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar]) < 0;
        var path = isName && Directory.Exists(Path.Combine(folder, nameOrPath)) ? Path.Combine(folder, nameOrPath) : Path.GetFullPath(nameOrPath);
        return Path.Exists(path) ? Path.TrimEndingDirectorySeparator(path) : null;
    }
}
