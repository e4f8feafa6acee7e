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
    /// <exception cref="CommandException">A path does not exist.</exception>
    public IReadOnlyList<LoadResult> Read(IEnumerable<string> paths) => [.. paths.SelectMany(Load)];

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

    private IReadOnlyList<LoadResult> Load(string path)
    {
        if (_read.TryGetValue(path, out var known))
            return known;
        if (path == StandardInput)
            return _read[path] = [ResourceReader.Read(standardInput.ReadToEnd(), "<stdin>")];
        if (!Directory.Exists(path) && !File.Exists(path))
            throw new CommandException($"{path} does not exist. Name a folder, a file, or - for standard input.");
        return _read[path] = PolicyFiles.Read(path).Loads;
    }
}
