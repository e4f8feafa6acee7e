using Aspire.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace MlMesh.Tests.AppHost.Embedded;

public sealed class DashboardPackageTests
{
    [Fact]
    public async Task The_package_is_fetched_on_the_first_run_only()
    {
        Requires.Program("npm", "The dashboard comes from npm: install Node.js.");
        using var folder = new TemporaryFolder();
        var appHost = Path.GetDirectoryName(new Projects.MlMesh_AppHost().ProjectPath)!;
        foreach (var file in new[] { "package.json", "package-lock.json" })
            File.Copy(Path.Combine(appHost, file), folder.File(file));

        Assert.Single(await FetchesAsync(folder.Path));
        Assert.Empty(await FetchesAsync(folder.Path));
    }

    [Fact]
    public async Task A_run_goes_on_without_the_dashboard_and_says_so_in_one_line()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("package.json"), "{}", TestContext.Current.CancellationToken);
        await using var application = new TestApplication([], (options, _) => Enable(options, folder.Path));
        application.AddShell("service", "sleep 1000");
        await application.StartAsync();

        var line = await application.Logs.EntryAsync(LogLevel.Warning, "No dashboard in this run", application.Timeout);

        Assert.DoesNotContain('\n', line);
        await application.Running.ResourceNotifications.WaitForResourceHealthyAsync("service", application.Timeout);
    }

    private static async Task<IReadOnlyList<string>> FetchesAsync(string directory)
    {
        await using var application = new TestApplication(["--ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS=true"], (options, _) => Enable(options, directory));
        await application.StartAsync();
        await application.Logs.EntryAsync(LogLevel.Information, "Dashboard: http://localhost:", application.Timeout);
        return [.. application.Logs.Entries(LogLevel.Information, "Fetching the Aspire dashboard")];
    }

    private static void Enable(DistributedApplicationOptions options, string directory)
    {
        options.DisableDashboard = false;
        options.ProjectDirectory = directory;
    }
}
