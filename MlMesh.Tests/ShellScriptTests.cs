using System.Diagnostics;
using Xunit;

namespace MlMesh.Tests;

/// <summary>The repository's shell scripts.</summary>
public sealed class ShellScriptTests
{
    [Fact]
    public async Task Shellcheck_finds_nothing_in_any_script()
    {
        var shellcheck = Requires.Program("shellcheck", "Install ShellCheck 0.9 or newer.");
        var scripts = RepositoryFiles.Find(".sh").Append(Repository.PathOf(".ci", "run")).ToList();
        Assert.Contains(Repository.PathOf("istio-overlays", "install.sh"), scripts);

        using var process = Process.Start(new ProcessStartInfo(shellcheck, scripts) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, output);
    }
}
