using MlMesh.Mesh.Loading;
using MlMesh.Mesh.Resources;

namespace MlMesh.Cli.Policy.Input;

/// <summary>Reads policies: kustomizations, folders, files, and <c>-</c> for standard input (what <c>helm template</c> or <c>kubectl kustomize</c> print).</summary>
internal sealed class PolicyInput(TextReader standardInput)
{
    private const string StandardInput = "-";

    private readonly Dictionary<string, IReadOnlyList<LoadResult>> _read = new(StringComparer.Ordinal);

    /// <summary>Reads some paths.</summary>
    /// <param name="paths">Folders, files or <c>-</c>; later ones are newer.</param>
    /// <param name="evenUnreadable">Whether an input of which nothing can be read is taken too, because its findings are what is asked for.</param>
    /// <exception cref="CommandException">A path does not exist, or there is no resource in any.</exception>
    public IReadOnlyList<LoadResult> Read(IEnumerable<string> paths, bool evenUnreadable = false)
    {
        var given = paths.ToList();
        List<LoadResult> loads = [.. given.SelectMany(Load)];
        if (given.Count == 0 || loads.Any(load => load.Resources.Count > 0))
            return loads;
        // Whatever is asked of nothing holds: an answer would look like a result.
        var findings = loads.SelectMany(load => load.Findings).ToList();
        if (findings.Count == 0)
            throw new CommandException($"{Display(string.Join(", ", given))} holds no Kubernetes resource that policies are about; subfolders without a kustomization are not read: name them.");
        return evenUnreadable || findings.Exists(finding => finding.Origin is not (FindingOrigin.Syntax or FindingOrigin.Kustomization)) ? loads : throw new CommandException(string.Join(Environment.NewLine, findings));
    }

    /// <summary>Reads a MeshConfig; none for no file.</summary>
    /// <exception cref="CommandException">It is missing or wrong.</exception>
    public static MeshConfig? ReadMesh(string? file)
    {
        if (file is null)
            return null;
        var (mesh, findings) = MeshConfigReader.Read(Text(file), file);
        var errors = findings.Where(finding => finding.Severity == FindingSeverity.Error).ToList();
        return errors.Count == 0 ? mesh : throw new CommandException(string.Join(Environment.NewLine, errors));
    }

    /// <summary>The text of a file.</summary>
    /// <exception cref="CommandException">It cannot be read.</exception>
    public static string Text(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandException($"{file}: {e.Message}");
        }
    }

    private static string Display(string paths) => paths == StandardInput ? "Standard input" : paths;

    private static bool HoldsFiles(string folder) => Directory.EnumerateFiles(folder).Any(file => Path.GetExtension(file) is ".yaml" or ".yml" or ".json" || Path.GetFileName(file) == "Kustomization");

    private IReadOnlyList<LoadResult> Load(string path)
    {
        if (_read.TryGetValue(path, out var known))
            return known;
        if (path == StandardInput)
            return _read[path] = [ResourceReader.Read(standardInput.ReadToEnd(), "<stdin>")];
        if (!Directory.Exists(path) && !File.Exists(path))
            throw new CommandException($"{path} does not exist. Name a folder, a file, or - for standard input.");
        if (Directory.Exists(path) && !HoldsFiles(path))
            throw new CommandException($"{path} holds no Kubernetes resource: there is no YAML or JSON file in the folder itself; subfolders without a kustomization are not read: name them.");
        return _read[path] = PolicyFiles.Read(path).Loads;
    }
}
