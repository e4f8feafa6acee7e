using MlMesh.Mesh.Files;
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

    /// <summary>Settings of the mesh.</summary>
    public MeshConfig Mesh { get; init; } = new();

    internal FileStamp Stamp { get; init; } = new();

    /// <summary>Reads a policy. Never throws on bad or missing files: everything that is wrong is a finding.</summary>
    /// <param name="path">A folder or a file.</param>
    public static PolicyFiles Read(string path) => Read(new PolicySource(path));

    /// <summary>Reads a policy with its components and the mesh's settings. Never throws on bad or missing files: everything that is wrong is a finding.</summary>
    /// <param name="source">Where they are.</param>
    public static PolicyFiles Read(PolicySource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var files = new PolicyFileReader();
        var (mesh, findings) = ReadMesh(source.MeshConfig, files);
        var load = ReadPolicy(source.Path, files);
        if (source.Components.Count > 0)
            load = new KustomizationReader(files).AddComponents(load, source.Components.Select(Path.GetFullPath));
        return new PolicyFiles([new LoadResult([], findings), load, new LoadResult([], ClientTlsFileCheck.Of(load.Resources, files))]) { Mesh = mesh, Stamp = files.Stamp };
    }

    /// <summary>What of it Istio would admit.</summary>
    public MeshResources ToResources() => MeshResources.Create(Loads, Mesh);

    private static (MeshConfig Mesh, IReadOnlyList<Finding> Findings) ReadMesh(string path, PolicyFileReader files)
    {
        if (path.Length == 0)
            return (new MeshConfig(), []);
        var full = Path.GetFullPath(path);
        var (text, fault) = files.ReadText(full);
        return text is null ? (new MeshConfig(), [fault!]) : MeshConfigReader.Read(text, PolicyFileReader.Display(full));
    }

    private static LoadResult ReadPolicy(string path, PolicyFileReader files)
    {
        var full = Path.GetFullPath(path);
        if (File.Exists(full))
            return Kustomization.IsKustomization(full) ? new KustomizationReader(files).Read(Path.GetDirectoryName(full)!) : files.ReadResources(full);
        if (Directory.Exists(full))
            return Kustomization.Find(full) is null ? ReadFolder(full, files) : new KustomizationReader(files).Read(full);
        return files.Missing(full, new SourceLocation(path, 0), "the policy does not exist");
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
