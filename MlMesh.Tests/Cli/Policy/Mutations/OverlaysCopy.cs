namespace MlMesh.Tests.Cli.Policy.Mutations;

/// <summary>The overlays in a folder of their own, to change.</summary>
internal sealed class OverlaysCopy : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlmesh-mutants-");

    public OverlaysCopy(string overlays)
    {
        foreach (var file in Directory.EnumerateFiles(overlays, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Root, Path.GetRelativePath(overlays, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public string Root => _folder.FullName;

    /// <summary>The files of a folder that hold resources, relative to the overlays.</summary>
    public IEnumerable<string> PolicyFiles(string folder) => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.yaml", SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(file) is not ("policy-tests.yaml" or "kustomization.yaml") && File.ReadAllText(file).Contains(".istio.io/", StringComparison.Ordinal))
        .Select(file => Path.GetRelativePath(Root, file))
        .Order(StringComparer.Ordinal);

    /// <summary>Changes a file until the result is disposed.</summary>
    public IDisposable With(Mutant mutant)
    {
        var file = Path.Combine(Root, mutant.File);
        var original = File.ReadAllText(file);
        File.WriteAllText(file, mutant.Text);
        return new Restoring(file, original);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private sealed class Restoring(string file, string original) : IDisposable
    {
        public void Dispose() => File.WriteAllText(file, original);
    }
}
