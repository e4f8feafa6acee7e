using System.ComponentModel;
using System.Diagnostics;

namespace Aspire.Hosting.Running;

/// <summary>Finds docker or podman, whichever answers.</summary>
internal static class ContainerRuntime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly string[] Names = ["docker", "podman"];
    private static readonly string[] Probe = ["version"];

    public static string Find() => Names.FirstOrDefault(Answers)
        ?? throw new DistributedApplicationException("neither docker nor podman answers on this machine.");

    private static bool Answers(string runtime)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(runtime, Probe) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            if (process.WaitForExit(Patience))
                return process.ExitCode == 0;
            process.Kill(entireProcessTree: true);
            return false;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
