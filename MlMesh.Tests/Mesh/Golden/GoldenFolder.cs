namespace MlMesh.Tests.Mesh.Golden;

/// <summary>Where the recordings are: the folder of MLMESH_GOLDEN, else <c>shared/golden</c> beside a folder above the tests.</summary>
internal static class GoldenFolder
{
    /// <summary>The folder; null when this machine has no recordings.</summary>
    public static string? Path { get; } = RecordingsFolder.Find("MLMESH_GOLDEN", "shared/golden");

    /// <summary>Names of the scenarios, in order.</summary>
    public static IReadOnlyList<string> Scenarios { get; } = RecordingsFolder.Names(Path, "cases.yaml");
}
