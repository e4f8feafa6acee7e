using MlMesh.Mesh.Security.Identity;

namespace MlMesh.AppHost;

/// <summary>A temporary folder that belongs to one run, and that only its owner can open. What a killed run left behind, the next one removes.</summary>
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
        var parent = new DirectoryInfo(System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{prefix}-{Environment.UserName}"));
        OwnerOnly.CreateFolder(parent.FullName);
        foreach (var abandoned in parent.GetDirectories())
        {
            if (TryLock(abandoned.FullName) is { } ownership)
                Remove(abandoned.FullName, ownership);
        }

        while (true)
        {
            var path = System.IO.Path.Combine(parent.FullName, Guid.NewGuid().ToString("n"));
            if (TryTake(path) is { } ownership)
                return new(path, ownership);
        }
    }

    /// <summary>Removes the folder.</summary>
    public void Dispose() => Remove(Path, _lock);

    // Another run that begins this moment may take the folder for an abandoned one, and remove it, at any time before it is locked.
    private static FileStream? TryTake(string path)
    {
        try
        {
            OwnerOnly.CreateFolder(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        var ownership = TryLock(path);
        if (ownership is null || Directory.Exists(path))
            return ownership;
        ownership.Dispose();
        return null;
    }

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
        // What is unlocked may become somebody's; only Windows cannot remove what is open.
        if (OperatingSystem.IsWindows())
            ownership.Dispose();
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next run tries again.
        }

        ownership.Dispose();
    }
}
