using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace MlMesh.Cli.Render;

/// <summary>kubectl, for the kustomize in it.</summary>
internal static class Kubectl
{
    private const string Remedy = "Install kubectl 1.27 or newer: https://kubernetes.io/docs/tasks/tools/";

    /// <summary>The objects of a kustomization, as YAML.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="cancellationToken">Ends kubectl.</param>
    /// <exception cref="CommandException">kubectl is missing or finds a fault.</exception>
    public static async Task<string> KustomizeAsync(string folder, CancellationToken cancellationToken)
    {
        using var process = Start(folder);
        try
        {
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0 ? output : throw new CommandException($"kubectl kustomize failed: {(await error).Trim()}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(string folder)
    {
        var start = new ProcessStartInfo("kubectl", ["kustomize", folder]) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new CommandException($"kubectl is not on PATH, and it is what renders. {Remedy}");
        }
    }
}
