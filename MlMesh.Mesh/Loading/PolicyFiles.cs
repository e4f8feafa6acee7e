using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Loading;

/// <summary>
/// The resources of a policy on disk: a kustomization, as <c>kubectl apply -k</c> takes it, a folder of YAML or JSON files, or one such file.
/// </summary>
/// <param name="Loads">What was read, in the order in which the cluster would get it.</param>
public sealed record PolicyFiles(IReadOnlyList<LoadResult> Loads)
{
    /// <summary>Full paths of every file and folder that the result depends on, those that are missing too.</summary>
    public IReadOnlyCollection<string> Sources => Stamp.Paths;

    internal PolicyStamp Stamp { get; init; } = new();

    /// <summary>Reads a policy. Never throws on bad or missing files: everything that is wrong is a finding.</summary>
    /// <param name="path">A folder or a file.</param>
    public static PolicyFiles Read(string path)
    {
        var files = new PolicyFileReader();
        var full = Path.GetFullPath(path);
        LoadResult load;
        if (File.Exists(full))
            load = Kustomization.IsKustomization(full) ? new KustomizationReader(files).Read(Path.GetDirectoryName(full)!) : files.ReadResources(full);
        else if (Directory.Exists(full))
            load = Kustomization.Find(full) is null ? ReadFolder(full, files) : new KustomizationReader(files).Read(full);
        else
            load = files.Missing(full, new SourceLocation(path, 0), "the policy does not exist");
        return new PolicyFiles([load]) { Stamp = files.Stamp };
    }

    private static LoadResult ReadFolder(string folder, PolicyFileReader files)
    {
        files.DependsOn(folder);
        string[] names;
        try
        {
            names = Directory.GetFiles(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return files.Missing(folder, new SourceLocation(PolicyFileReader.Display(folder), 0), e.Message);
        }

        var loads = names.Where(PolicyFileReader.HoldsResources).Order(StringComparer.Ordinal).Select(files.ReadResources).ToList();
        return new LoadResult([.. loads.SelectMany(load => load.Resources)], [.. loads.SelectMany(load => load.Findings)]);
    }
}
