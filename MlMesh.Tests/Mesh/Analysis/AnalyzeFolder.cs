namespace MlMesh.Tests.Mesh.Analysis;

/// <summary>Where the recorded findings of Istio's analyzers are: the folder of MLMESH_ANALYZE_GOLDEN, else <c>shared/golden/analyze</c> beside a folder above the tests.</summary>
internal static class AnalyzeFolder
{
    /// <summary>The folder; null when this machine has no recordings.</summary>
    public static string? Path { get; } = RecordingsFolder.Find("MLMESH_ANALYZE_GOLDEN", "shared/golden/analyze");

    /// <summary>Names of the recordings, in order.</summary>
    public static IReadOnlyList<string> Recordings { get; } = RecordingsFolder.Names(Path, "expected.json");
}
