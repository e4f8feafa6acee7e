using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Aspire.Hosting.Processes;

/// <summary>The few system calls on processes that .NET does not offer (POSIX.1-2017; the numbers are the same on Linux and macOS).</summary>
internal static partial class Posix
{
    public const int SigKill = 9;
    public const int SigTerm = 15;

    private const int InterruptedCall = 4;

    public static bool GroupExists(int group) => Kill(-group, 0) == 0 || Marshal.GetLastPInvokeError() == NotPermitted;

    public static void SignalGroup(int group, int signal) => _ = Kill(-group, signal);

    /// <summary>Waits for a child and returns its exit code, or 128 plus the signal that ended it.</summary>
    public static int WaitForExit(int id)
    {
        int status;
        while (WaitPid(id, out status, 0) < 0)
        {
            if (Marshal.GetLastPInvokeError() is var error && error != InterruptedCall)
                throw new Win32Exception(error);
        }

        var signal = status & 0x7f;
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal;
    }

    private const int NotPermitted = 1;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "waitpid", SetLastError = true)]
    private static partial int WaitPid(int process, out int status, int options);
}
