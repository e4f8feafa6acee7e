using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Aspire.Hosting.Processes;

/// <summary>A job object of which the AppHost is a member and sole handle owner: when it ends, however, Windows ends all members.</summary>
internal static partial class WindowsJob
{
    private const int ExtendedLimitInformation = 9;
    private const uint KillOnJobClose = 0x2000;

    private static readonly Lazy<nint> Job = new(Create);

    public static void JoinSelf() => _ = Job.Value;

    private static nint Create()
    {
        var job = CreateJobObject(0, 0);
        var limits = new ExtendedLimits { LimitFlags = KillOnJobClose };
        if (job == 0 || !SetInformation(job, ExtendedLimitInformation, ref limits, Marshal.SizeOf<ExtendedLimits>()) || !Assign(job, GetCurrentProcess()))
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        return job;
    }

    [LibraryImport("kernel32", EntryPoint = "CreateJobObjectW", SetLastError = true)]
    private static partial nint CreateJobObject(nint attributes, nint name);

    [LibraryImport("kernel32", EntryPoint = "SetInformationJobObject", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetInformation(nint job, int kind, ref ExtendedLimits limits, int length);

    [LibraryImport("kernel32", EntryPoint = "AssignProcessToJobObject", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool Assign(nint job, nint process);

    [LibraryImport("kernel32", EntryPoint = "GetCurrentProcess")]
    private static partial nint GetCurrentProcess();

    /// <summary>JOBOBJECT_EXTENDED_LIMIT_INFORMATION.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct ExtendedLimits
    {
        public long PerProcessUserTime;
        public long PerJobUserTime;
        public uint LimitFlags;
        public nuint MinimumWorkingSet;
        public nuint MaximumWorkingSet;
        public uint ActiveProcesses;
        public nuint Affinity;
        public uint PriorityClass;
        public uint SchedulingClass;
        public ulong ReadOperations;
        public ulong WriteOperations;
        public ulong OtherOperations;
        public ulong ReadBytes;
        public ulong WrittenBytes;
        public ulong OtherBytes;
        public nuint ProcessMemory;
        public nuint JobMemory;
        public nuint PeakProcessMemory;
        public nuint PeakJobMemory;
    }
}
