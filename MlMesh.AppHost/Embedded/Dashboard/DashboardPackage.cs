using System.Runtime.InteropServices;
using System.Text.Json;
using Aspire.Hosting.Processes;

namespace Aspire.Hosting.Dashboard;

/// <summary>The Aspire CLI from npm, which carries the dashboard; installed beside the AppHost's package.json on the first run.</summary>
internal sealed class DashboardPackage(string appHostDirectory)
{
    private const int LinesInErrors = 3;

    private readonly string _name = $"@microsoft/aspire-cli-{Platform}";

    public string Executable => Path.Combine(Folder, "bin", OperatingSystem.IsWindows() ? "aspire.exe" : "aspire");

    private string Folder => Path.Combine(appHostDirectory, "node_modules", _name);

    /// <summary>The runtime identifiers that npm has packages for.</summary>
    private static string Platform
    {
        get
        {
            var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx"
                : RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) || File.Exists("/etc/alpine-release") ? "linux-musl" : "linux";
            return $"{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
        }
    }

    /// <summary>Installs the pinned version unless it is there.</summary>
    /// <param name="onProgress">Told once, if there is something to do.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DistributedApplicationException">There is no such package, no npm, or no network.</exception>
    public async Task EnsureInstalledAsync(Action onProgress, CancellationToken cancellationToken)
    {
        if (IsInstalled())
            return;
        await using var turn = await TakeTurnAsync(cancellationToken);
        if (IsInstalled())
            return;
        onProgress();
        var lines = new Queue<string>();
        using var npm = ChildProcess.Start(new("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries=1", "--fetch-retry-mintimeout=1000"], appHostDirectory, new Dictionary<string, string>()), lines.Enqueue);
        try
        {
            var exitCode = await npm.Exited.WaitAsync(cancellationToken);
            await npm.SweepAsync();
            if (exitCode != 0)
                throw new DistributedApplicationException($"npm ci failed: {string.Join(" ", lines.Take(LinesInErrors))}");
        }
        catch (OperationCanceledException)
        {
            await npm.StopAsync(TimeSpan.Zero);
            throw;
        }

        if (!IsInstalled())
            throw new DistributedApplicationException($"npm has no {_name} for this machine");
    }

    private bool IsInstalled() => File.Exists(Executable) && VersionIn(Path.Combine(Folder, "package.json"), "version") == VersionIn(Path.Combine(appHostDirectory, "package.json"), "optionalDependencies", _name);

    private static string? VersionIn(string file, params string[] path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        var element = document.RootElement;
        foreach (var name in path)
        {
            if (!element.TryGetProperty(name, out element))
                return null;
        }

        return element.GetString();
    }

    /// <summary>Several AppHosts may start at once on a fresh clone; one installs, the others wait for it.</summary>
    private async Task<FileStream> TakeTurnAsync(CancellationToken cancellationToken)
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(appHostDirectory, "obj")).FullName, "npm.lock");
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
            }
        }
    }
}
