namespace MlMesh.Tests.Mesh.Analysis;

/// <summary>Where the recorded findings of Istio's analyzers are: the folder of MLMESH_ANALYZE_GOLDEN, else <c>shared/golden/analyze</c> beside a folder above the tests.</summary>
internal static class AnalyzeFolder
{
    private const string Variable = "MLMESH_ANALYZE_GOLDEN";

    /// <summary>The folder; null when this machine has no recordings.</summary>
    public static string? Path { get; } = Find();

    /// <summary>Names of the recordings, in order.</summary>
    public static IReadOnlyList<string> Recordings { get; } = Path is null
        ? []
        : [.. Directory.EnumerateFiles(Path, "expected.json", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(file)!))
            .Order(StringComparer.Ordinal)];

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } stated)
            return Directory.Exists(stated) ? stated : throw new DirectoryNotFoundException($"{Variable} names {stated}, which does not exist.");

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "shared", "golden", "analyze");
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }
}
