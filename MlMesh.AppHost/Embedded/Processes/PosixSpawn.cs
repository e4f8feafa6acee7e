using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Aspire.Hosting.Processes;

/// <summary>Starts a program in a process group of its own, which <see cref="System.Diagnostics.Process"/> cannot (posix_spawn, POSIX.1-2017).</summary>
internal static partial class PosixSpawn
{
    // More than any C library's posix_spawnattr_t, posix_spawn_file_actions_t and sigset_t (glibc: 336, 80 and 128 bytes).
    private const int StructureSize = 1024;
    private const short SetGroup = 0x02;
    private const short SetSignalDefaults = 0x04;
    private const int SigPipe = 13;

    /// <summary>Starts a program and returns its process id.</summary>
    /// <param name="arguments">The program's path, and its arguments.</param>
    /// <param name="environment">All of its environment.</param>
    /// <param name="workingDirectory">Absolute path.</param>
    /// <param name="input">Its standard input.</param>
    /// <param name="output">Its standard output and error.</param>
    /// <param name="group">The process group to join; 0 begins one, whose number is the process id.</param>
    /// <exception cref="Win32Exception">The system refuses.</exception>
    public static int Start(string[] arguments, Dictionary<string, string> environment, string workingDirectory, SafeHandle input, SafeHandle output, int group)
    {
        var memory = Marshal.AllocHGlobal(3 * StructureSize);
        try
        {
            var (actions, attributes, signals) = (memory, memory + StructureSize, memory + 2 * StructureSize);
            Check(InitializeActions(actions));
            Check(InitializeAttributes(attributes));
            try
            {
                Check(AddDuplicate(actions, (int)input.DangerousGetHandle(), 0));
                Check(AddDuplicate(actions, (int)output.DangerousGetHandle(), 1));
                Check(AddDuplicate(actions, (int)output.DangerousGetHandle(), 2));
                Check(AddChangeDirectory(actions, workingDirectory));
                // .NET ignores SIGPIPE, and children would inherit that.
                _ = EmptySignals(signals);
                _ = AddSignal(signals, SigPipe);
                Check(SetDefaults(attributes, signals));
                Check(SetProcessGroup(attributes, group));
                Check(SetFlags(attributes, SetGroup | SetSignalDefaults));
                string?[] variables = [.. environment.Select(variable => $"{variable.Key}={variable.Value}"), null];
                Check(Spawn(out var id, arguments[0], actions, attributes, [.. arguments, null], variables));
                return id;
            }
            finally
            {
                _ = DestroyAttributes(attributes);
                _ = DestroyActions(actions);
            }
        }
        finally
        {
            Marshal.FreeHGlobal(memory);
            GC.KeepAlive(input);
            GC.KeepAlive(output);
        }
    }

    private static void Check(int error)
    {
        if (error != 0)
            throw new Win32Exception(error);
    }

    [LibraryImport("libc", EntryPoint = "posix_spawn", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Spawn(out int process, string path, nint actions, nint attributes, string?[] arguments, string?[] environment);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    private static partial int InitializeActions(nint actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    private static partial int DestroyActions(nint actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    private static partial int AddDuplicate(nint actions, int descriptor, int newDescriptor);

    // The name without _np is newer than most systems.
    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addchdir_np", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int AddChangeDirectory(nint actions, string path);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    private static partial int InitializeAttributes(nint attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_destroy")]
    private static partial int DestroyAttributes(nint attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    private static partial int SetFlags(nint attributes, short flags);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setpgroup")]
    private static partial int SetProcessGroup(nint attributes, int group);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigdefault")]
    private static partial int SetDefaults(nint attributes, nint signals);

    [LibraryImport("libc", EntryPoint = "sigemptyset")]
    private static partial int EmptySignals(nint signals);

    [LibraryImport("libc", EntryPoint = "sigaddset")]
    private static partial int AddSignal(nint signals, int signal);
}
