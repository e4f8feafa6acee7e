using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.Testing;

namespace MlMesh.Tests.AppHost.Dashboard;

/// <summary>The whole application with its dashboard, by means that Aspire has too, and the Aspire CLI to ask the dashboard what it received.</summary>
internal sealed class DashboardAppHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly CancellationTokenSource _patience = new(Patience);

    public string Url { get; } = $"http://localhost:{FreePort()}";

    public DistributedApplication Application { get; private set; } = null!;

    public CancellationToken Timeout => _patience.Token;

    public async Task StartAsync()
    {
        string[] args =
        [
            $"--ASPNETCORE_URLS={Url}", $"--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://localhost:{FreePort()}", $"--ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL=http://localhost:{FreePort()}",
            "--ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS=true", "--ASPIRE_ALLOW_UNSECURED_TRANSPORT=true",
        ];
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.MlMesh_AppHost>(args, (options, _) => options.DisableDashboard = false, Timeout);
        Application = await builder.BuildAsync(Timeout);
        await Application.StartAsync(Timeout);
        await Application.ResourceNotifications.WaitForResourceHealthyAsync("gateway", Timeout);
    }

    /// <summary>Waits for a trace with a span of that path in which all the services take part.</summary>
    public async Task TraceAsync(string path, params string[] services)
    {
        while (true)
        {
            if (await AskAsync("traces") is { } traces && traces.EnumerateArray().Select(trace => trace.GetProperty("spans").EnumerateArray().ToArray())
                .Any(spans => spans.Any(span => span.GetRawText().Contains(path, StringComparison.Ordinal)) && services.All(service => spans.Any(span => span.GetProperty("source").GetString() == service))))
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(500), Timeout);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Application is not null)
            await Application.DisposeAsync();
        _patience.Dispose();
    }

    /// <summary>Traces, spans or logs that the dashboard has; null while it does not answer.</summary>
    private async Task<JsonElement?> AskAsync(string signal)
    {
        var directory = Path.Combine(Path.GetDirectoryName(new Projects.MlMesh_AppHost().ProjectPath)!, "node_modules", "@microsoft");
        if (!Directory.Exists(directory) || Directory.GetFiles(directory, "aspire", SearchOption.AllDirectories) is not [var aspire, ..])
            return null;
        var start = new ProcessStartInfo(aspire, ["otel", signal, "--dashboard-url", Url, "--format", "Json", "--non-interactive", "--nologo"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPIRE_CLI_TELEMETRY_OPTOUT"] = "true";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(Timeout);
        await process.WaitForExitAsync(Timeout);
        return process.ExitCode == 0 && output.TrimStart().StartsWith('[') ? JsonDocument.Parse(output).RootElement : null;
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
