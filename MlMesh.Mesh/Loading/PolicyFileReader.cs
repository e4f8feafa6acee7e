using MlMesh.Mesh.Files;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Loading;

/// <summary>Reads single files, and remembers which.</summary>
internal sealed class PolicyFileReader
{
    /// <summary>Test cases lie beside the policy that they test, and hold no resources.</summary>
    private const string PolicyTests = "policy-tests.yaml";

    /// <summary>What the result depends on, as it was before it was read.</summary>
    public FileStamp Stamp { get; } = new();

    public static bool HoldsResources(string file) =>
        Path.GetExtension(file) is ".yaml" or ".yml" or ".json" && Path.GetFileName(file) != PolicyTests;

    public void DependsOn(string path) => Stamp.Add(path);

    public LoadResult ReadResources(string file)
    {
        var (text, finding) = ReadText(file);
        return text is null ? new LoadResult([], [finding!]) : ResourceReader.Read(text, Display(file));
    }

    /// <summary>The text of a file, or why it cannot be read.</summary>
    public (string? Text, Finding? Finding) ReadText(string file)
    {
        DependsOn(file);
        try
        {
            return new FileInfo(file).Length > YamlDocuments.MaxLength
                ? (null, Fault(new SourceLocation(Display(file), 0), $"the file is larger than {YamlDocuments.MaxLength:N0} bytes", "Split it."))
                : (File.ReadAllText(file), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, Fault(new SourceLocation(Display(file), 0), e.Message, "Make the file readable."));
        }
    }

    public LoadResult Missing(string path, SourceLocation stated, string message)
    {
        DependsOn(path);
        return new LoadResult([], [Fault(stated, message, "Correct the path, or add the file.")]);
    }

    public static Finding Fault(SourceLocation location, string message, string remedy, string field = "") => new()
    {
        Severity = FindingSeverity.Error,
        Origin = FindingOrigin.Syntax,
        Location = location,
        Field = field,
        Message = message,
        Remedy = remedy,
    };

    /// <summary>A stated path as a full one; a character that no path can hold leads to nothing instead of an exception.</summary>
    public static string Resolve(string path, string folder) => Path.GetFullPath(path.Replace('\0', '\uFFFD'), folder);

    /// <summary>The path as a person would write it: from the current folder, when it is below that.</summary>
    public static string Display(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
