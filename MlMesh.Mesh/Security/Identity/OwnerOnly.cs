using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace MlMesh.Mesh.Security.Identity;

/// <summary>Folders and files that only their owner can open: 0700 and 0600, on Windows an access list with the owner alone.</summary>
public static class OwnerOnly
{
    private const UnixFileMode Folder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode File = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Creates a folder, or takes the rights of everybody else from one that exists.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="UnauthorizedAccessException">It is somebody else's.</exception>
    /// <exception cref="IOException">It is a link, which could lead anywhere.</exception>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            CreateOnWindows(path);
            return;
        }

        var folder = Directory.CreateDirectory(path, Folder);
        if (folder.LinkTarget is not null)
            throw new IOException($"{path} is a symbolic link. Remove it.");
        // Fails where the folder was there before and is not ours.
        folder.UnixFileMode = Folder;
    }

    /// <summary>Writes a new file.</summary>
    /// <param name="path">The file, which must not exist; on Windows its folder's rights are its rights.</param>
    /// <param name="text">Its content.</param>
    /// <exception cref="IOException">It exists, or it cannot be written.</exception>
    public static void WriteFile(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = File;
        using var writer = new StreamWriter(path, options);
        writer.Write(text);
    }

    [SupportedOSPlatform("windows")]
    private static void CreateOnWindows(string path)
    {
        using var user = WindowsIdentity.GetCurrent();
        var rights = new DirectorySecurity();
        rights.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        rights.AddAccessRule(new FileSystemAccessRule(
            user.User!, FileSystemRights.FullControl, InheritanceFlags.ContainerInherit | InheritanceFlags.ObjectInherit, PropagationFlags.None, AccessControlType.Allow));
        var folder = new DirectoryInfo(path);
        if (folder.Exists)
            folder.SetAccessControl(rights);
        else
            folder.Create(rights);
    }
}
