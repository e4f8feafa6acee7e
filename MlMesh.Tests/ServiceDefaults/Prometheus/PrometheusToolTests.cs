using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace MlMesh.Tests.ServiceDefaults.Prometheus;

[Collection(ProcessTelemetry.Name)]
public sealed class PrometheusToolTests
{
    private const string Remedy = "Install Prometheus (Debian: apt install prometheus).";

    [Fact]
    public async Task Promtool_finds_nothing_wrong_with_a_scrape()
    {
        var promtool = Requires.Program("promtool", Remedy);
        await using var service = await TestService.StartAsync(map: app => app.MapGet("/linted", () => "ok"));
        var text = await service.MetricsAfterAsync("/linted", "http_route=\"/linted\"");

        var start = new ProcessStartInfo(promtool, ["check", "metrics"]) { RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        // Other tests' meters are of this process, too, and their names are made to be hard.
        await process.StandardInput.WriteAsync(OwnFamilies(text));
        process.StandardInput.Close();
        await process.WaitForExitAsync();

        Assert.Equal("", await errors + await output);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task A_real_prometheus_scrapes_and_answers_queries()
    {
        var prometheus = Requires.Program("prometheus", Remedy);
        await using var service = await TestService.StartAsync(map: app => app.MapGet("/scraped", () => "ok"));
        var folder = Directory.CreateTempSubdirectory("mlmesh-prometheus-");
        try
        {
            var config = Path.Combine(folder.FullName, "prometheus.yml");
            await File.WriteAllTextAsync(config, $$"""
                global: { scrape_interval: 200ms, scrape_timeout: 200ms }
                scrape_configs: [{ job_name: mlmesh, static_configs: [{ targets: ["{{service.Address.Authority}}"] }] }]
                """);
            var port = FreePort();
            var start = new ProcessStartInfo(
                prometheus,
                [$"--config.file={config}", $"--storage.tsdb.path={folder.FullName}/data", $"--web.listen-address=127.0.0.1:{port}"])
            { RedirectStandardError = true };
            using var process = Process.Start(start)!;
            try
            {
                var log = process.StandardError.ReadToEndAsync();
                using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };

                var value = await QueryUntilAnsweredAsync(service, client, process, "http_server_request_duration_seconds_count{http_route=\"/scraped\"}");

                Assert.InRange(double.Parse(value, CultureInfo.InvariantCulture), 1, 10_000);
            }
            finally
            {
                process.Kill();
                await process.WaitForExitAsync();
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> QueryUntilAnsweredAsync(TestService service, HttpClient client, Process process, string query)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var retry = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await retry.WaitForNextTickAsync(limit.Token))
        {
            await service.Client.GetAsync("/scraped", limit.Token);
            Assert.False(process.HasExited, "Prometheus has exited.");
            try
            {
                using var answer = JsonDocument.Parse(await client.GetStringAsync($"/api/v1/query?query={Uri.EscapeDataString(query)}", limit.Token));
                var result = answer.RootElement.GetProperty("data").GetProperty("result");
                if (result.GetArrayLength() > 0) return result[0].GetProperty("value")[1].GetString()!;
            }
            catch (HttpRequestException)
            {
                // It is still starting.
            }
        }

        throw new TimeoutException(query);
    }

    private static string OwnFamilies(string text)
    {
        string[] meters = ["Microsoft.AspNetCore", "System.", "target_info"];
        var lines = text.Split('\n');
        var families = lines.Where(l => l.Length > 0 && l[0] != '#' && meters.Any(m => l.Contains(m, StringComparison.Ordinal))).Select(Family).ToHashSet();
        return string.Join('\n', lines.Where(l => l.Length > 0 && families.Contains(l[0] == '#' ? l.Split(' ')[2] : Family(l)))) + "\n";

        string Family(string sample)
        {
            var name = sample[..sample.IndexOfAny(['{', ' '])];
            var histogram = name[..Math.Max(0, name.LastIndexOf('_'))];
            return text.Contains($"# TYPE {histogram} histogram", StringComparison.Ordinal) ? histogram : name;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
