using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Xunit;

namespace MlMesh.Tests.Overlays.Observability;

/// <summary>A Prometheus with our recording rules that scrapes often.</summary>
internal sealed class PrometheusProcess : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlmesh-prometheus-");
    private readonly HttpClient _client;
    private readonly Process _process;

    private PrometheusProcess(string program, IEnumerable<Uri> targets)
    {
        // Rules wait half a minute between evaluations, which a test need not.
        var rules = File.ReadAllText(ObservabilityFiles.PathOf("recording.rules.yaml")).Replace("interval: 30s", "interval: 500ms", StringComparison.Ordinal);
        File.WriteAllText(PathOf("rules.yaml"), rules);
        File.WriteAllText(PathOf("prometheus.yaml"), $$"""
            global: {scrape_interval: 500ms, scrape_timeout: 500ms}
            rule_files: [rules.yaml]
            scrape_configs: [{job_name: mlmesh, static_configs: [{targets: [{{string.Join(", ", targets.Select(target => $"'{target.Authority}'"))}}]}]}]
            """);
        var port = FreePort();
        _client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        _process = Process.Start(new ProcessStartInfo(program, [$"--config.file={PathOf("prometheus.yaml")}", $"--storage.tsdb.path={PathOf("data")}", $"--web.listen-address=127.0.0.1:{port}", "--log.level=error"]))!;
    }

    public static async Task<PrometheusProcess> StartAsync(IEnumerable<Uri> targets)
    {
        var prometheus = new PrometheusProcess(Requires.Program("prometheus", "Install Prometheus (Debian: apt install prometheus)."), targets);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await poll.WaitForNextTickAsync(patience.Token))
        {
            Assert.False(prometheus._process.HasExited, "Prometheus has exited.");
            try
            {
                if ((await prometheus._client.GetAsync("/-/ready", patience.Token)).IsSuccessStatusCode)
                    break;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }

        return prometheus;
    }

    /// <summary>Whether a query, in which Grafana's variables may occur, has a number for an answer.</summary>
    public async Task<bool> HasAnswerAsync(string query)
    {
        var filled = query.Replace("$__rate_interval", "30s", StringComparison.Ordinal).Replace("$__range", "30s", StringComparison.Ordinal);
        var answer = JsonNode.Parse(await _client.GetStringAsync($"/api/v1/query?query={Uri.EscapeDataString(filled)}", TestContext.Current.CancellationToken))!;
        return answer["data"]!["result"]!.AsArray().Any(sample => (string?)sample!["value"]![1] is not (null or "NaN"));
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _client.Dispose();
        _folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
