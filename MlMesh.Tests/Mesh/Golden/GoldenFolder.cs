namespace MlMesh.Tests.Mesh.Golden;

/// <summary>Where the recordings are: the folder of MLMESH_GOLDEN, else <c>shared/golden</c> beside a folder above the tests.</summary>
internal static class GoldenFolder
{
    private const string Variable = "MLMESH_GOLDEN";

    /// <summary>The folder; null when this machine has no recordings.</summary>
    public static string? Path { get; } = Find();

    /// <summary>Names of the scenarios, in order.</summary>
    public static IReadOnlyList<string> Scenarios { get; } = Path is null
        ? []
        : [.. Directory.EnumerateFiles(Path, "cases.yaml", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(file)!))
            .Order(StringComparer.Ordinal)];

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } stated)
            return Directory.Exists(stated) ? stated : throw new DirectoryNotFoundException($"{Variable} names {stated}, which does not exist.");

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "shared", "golden");
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }
}
