namespace MlMesh.Mesh.Files;

/// <summary>Times and sizes of files and folders, by which a change of them shows.</summary>
internal sealed class FileStamp : IEquatable<FileStamp>
{
    private static readonly (DateTime, long) Missing = (default, -1);

    private readonly SortedDictionary<string, (DateTime Changed, long Length)> _entries = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Paths => _entries.Keys;

    public void Add(string path) => _entries.TryAdd(path, Stamp(path));

    /// <summary>The same files as they are now.</summary>
    public FileStamp Again()
    {
        var now = new FileStamp();
        foreach (var path in _entries.Keys)
            now.Add(path);
        return now;
    }

    public bool Equals(FileStamp? other) => other is not null && _entries.SequenceEqual(other._entries);

    public override bool Equals(object? obj) => Equals(obj as FileStamp);

    public override int GetHashCode() => _entries.Count;

    private static (DateTime, long) Stamp(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target)
                file = target;
            if (file.Exists)
                return (file.LastWriteTimeUtc, file.Length);

            var folder = new DirectoryInfo(path);
            return folder.Exists ? (folder.LastWriteTimeUtc, 0) : Missing;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Missing;
        }
    }
}
