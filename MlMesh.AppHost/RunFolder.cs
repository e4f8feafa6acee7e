namespace MlMesh.AppHost;

/// <summary>A temporary folder that belongs to one run. What a killed run left behind, the next one removes.</summary>
internal sealed class RunFolder : IDisposable
{
    private const string LockName = ".lock";

    private readonly FileStream _lock;

    private RunFolder(string path, FileStream ownership) => (Path, _lock) = (path, ownership);

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>Creates a folder below the system's temporary folder.</summary>
    /// <param name="prefix">Beginning of its name, common to all runs.</param>
    public static RunFolder Create(string prefix)
    {
        var parent = Directory.CreateDirectory(System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{prefix}-{Environment.UserName}"));
        foreach (var abandoned in parent.GetDirectories())
        {
            if (TryLock(abandoned.FullName) is { } ownership)
                Remove(abandoned.FullName, ownership);
        }

        var path = System.IO.Path.Combine(parent.FullName, Guid.NewGuid().ToString("n"));
        Directory.CreateDirectory(path);
        return new(path, TryLock(path) ?? throw new IOException($"{path} was just created, and is locked."));
    }

    /// <summary>Removes the folder.</summary>
    public void Dispose() => Remove(Path, _lock);

    private static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(System.IO.Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another run's, or gone this moment.
            return null;
        }
    }

    private static void Remove(string path, FileStream ownership)
    {
        ownership.Dispose();
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next run tries again.
        }
    }
}
