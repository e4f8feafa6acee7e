namespace MlMesh.Tests;

/// <summary>The checked-out repository that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>The folder that holds MlMesh.sln.</summary>
    public static string Root { get; } = Find();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "MlMesh.sln")))
                return folder.FullName;
        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds MlMesh.sln.");
    }
}
