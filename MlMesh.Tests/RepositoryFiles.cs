namespace MlMesh.Tests;

/// <summary>The repository's own files, without what builds and package managers put beside them.</summary>
internal static class RepositoryFiles
{
    private static readonly string[] Foreign = ["bin", "obj", "node_modules", "artifacts", "TestResults", "__pycache__"];

    /// <summary>Full paths of the files with an extension, such as <c>.md</c>.</summary>
    public static IEnumerable<string> Find(string extension) => Find(new DirectoryInfo(Repository.Root), extension);

    private static IEnumerable<string> Find(DirectoryInfo folder, string extension) => folder.EnumerateFiles("*" + extension).Select(file => file.FullName)
        .Concat(folder.EnumerateDirectories().Where(inner => inner.Name[0] != '.' && !Foreign.Contains(inner.Name)).SelectMany(inner => Find(inner, extension)));
}
