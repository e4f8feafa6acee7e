namespace MlMesh.Tests.Mesh.Loading;

/// <summary>Files of a policy in a folder of their own, gone when the test ends.</summary>
internal sealed class TemporaryPolicy : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlmesh-policy-");
    private int _writes;

    public string Folder => _folder.FullName;

    public string Write(string path, string content)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);

        // File systems keep times too coarsely to tell two quick writes apart.
        File.SetLastWriteTimeUtc(full, DateTime.UtcNow.AddSeconds(-100 + ++_writes));
        return full;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
