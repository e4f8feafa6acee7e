using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Logging;
using Xunit;

namespace MlMesh.Tests.AppHost.Dashboard;

public sealed class DashboardTests
{
    [Fact]
    public async Task Traces_of_a_prediction_arrive_from_every_service_and_the_console_links_to_them()
    {
        Requires.Program("npm", "The dashboard comes from npm: install Node.js.");
        await using var dashboard = new DashboardAppHost();
        await dashboard.StartAsync();
        using var gateway = dashboard.Application.CreateHttpClient("gateway");

        using var response = await gateway.GetAsync("/predict?origin=ORD&destination=LGA&scheduled=2001-06-04T17:30", dashboard.Timeout);

        var console = await gateway.GetFromJsonAsync<JsonElement>("/console/settings", dashboard.Timeout);

        response.EnsureSuccessStatusCode();
        Assert.Equal(dashboard.Url, console.GetProperty("dashboardUrl").GetString());
        await dashboard.TraceAsync("/predict", "gateway", "model-inference-v1");
    }

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
