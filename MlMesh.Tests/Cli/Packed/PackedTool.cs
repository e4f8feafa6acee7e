using System.Diagnostics;
using Xunit;

namespace MlMesh.Tests.Cli.Packed;

/// <summary>The tool as users get it: packed for this platform and installed, both in a folder of its own, once for all tests.</summary>
public sealed class PackedTool : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlmesh-packed-");
    private readonly Lazy<Task<string>> _command;

    public PackedTool() => _command = new Lazy<Task<string>>(InstallAsync);

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Path of the command.</summary>
    internal Task<string> CommandAsync() => _command.Value;

    internal async Task<Mlmesh> RunAsync(params string[] args) => await RunAsync(await CommandAsync(), args);

    private async Task<string> InstallAsync()
    {
        Requires.Program("gcc", "Install a C compiler, which links native code (on Debian: build-essential).");
        var packages = Path.Combine(_folder.FullName, "packages");
        var tools = Path.Combine(_folder.FullName, "tools");
        // Not among the build's own files, which other tests run; and a server that outlived the pack would hold on to its output.
        await DotnetAsync("pack", Repository.PathOf("MlMesh.Cli"), "--use-current-runtime", "--artifacts-path", Path.Combine(_folder.FullName, "build"), "--output", packages, "--disable-build-servers", "--nologo");
        await DotnetAsync("tool", "install", "mlmesh", "--tool-path", tools, "--source", packages);
        return Path.Combine(tools, "mlmesh");
    }

    private static async Task DotnetAsync(params string[] args)
    {
        var run = await RunAsync("dotnet", args);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
    }

    private static async Task<Mlmesh> RunAsync(string program, string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        return await Mlmesh.EndAsync(process);
    }
}
