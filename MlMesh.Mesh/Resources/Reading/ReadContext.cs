namespace MlMesh.Mesh.Resources;

/// <summary>Where the reader is, and what it found.</summary>
internal sealed class ReadContext(string file, List<Finding> findings)
{
    private readonly List<string> _path = [];

    public string File { get; } = file;

    /// <summary>The resource that is being read, once its name is known.</summary>
    public ResourceId? Resource { get; set; }

    /// <summary>How many fields could not be read so far.</summary>
    public int UnreadableFields { get; private set; }

    public string Path => string.Concat(_path).TrimStart('.');

    public void EnterField(string name) => _path.Add("." + name);

    public void EnterItem(int index) => _path.Add($"[{index}]");

    public void EnterKey(string key) => _path.Add($"[{key}]");

    public void Leave() => _path.RemoveAt(_path.Count - 1);

    /// <summary>Istio cannot read the value: it refuses the resource.</summary>
    public void Unreadable(int line, string message, string remedy)
    {
        UnreadableFields++;
        Report(FindingSeverity.Error, FindingOrigin.Admission, line, message, remedy);
    }

    public void Report(FindingSeverity severity, FindingOrigin origin, int line, string message, string? remedy = null) => findings.Add(new Finding
    {
        Severity = severity,
        Origin = origin,
        Location = new SourceLocation(File, line),
        Field = Path,
        Message = message,
        Remedy = remedy,
        Resource = Resource,
    });
}
