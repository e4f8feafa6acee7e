using Aspire.Hosting.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>The Aspire dashboard, standalone. The application does without it when it cannot be had.</summary>
internal sealed partial class DashboardProcess(string appHostDirectory, IServiceProvider services) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(5);

    private readonly ILogger<DashboardProcess> _logger = services.GetRequiredService<ILogger<DashboardProcess>>();
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;
    private ChildProcess? _process;

    /// <summary>Completes when the dashboard answers, or will not.</summary>
    public Task Ready => _running;

    /// <summary>Where to look at it; null while there is none.</summary>
    public string? LoginUrl { get; private set; }

    public void Start()
    {
        var settings = services.GetRequiredService<DashboardSettings>();
        if (settings.IsEnabled)
            _running = Task.Run(() => RunAsync(settings));
    }

    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        if (_process is not null)
            await _process.StopAsync(GracePeriod);
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _process?.Dispose();
    }

    private async Task RunAsync(DashboardSettings settings)
    {
        try
        {
            var package = new DashboardPackage(appHostDirectory);
            await package.EnsureInstalledAsync(() => Installing(_logger), _stopping.Token);
            var lastLine = "";
            _process = ChildProcess.Start(new(package.Executable, Arguments(settings), appHostDirectory, Variables(settings)), line => lastLine = line);
            await AnswersAsync(settings.FrontendUrl, () => lastLine);
            LoginUrl = settings.BrowserToken is { } token ? $"{settings.FrontendUrl}/login?t={token}" : settings.FrontendUrl;
            Listening(_logger, LoginUrl);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            // No reason is worth failing a run that works without the dashboard.
            Missing(_logger, exception.Message);
        }
    }

    private static List<string> Arguments(DashboardSettings settings)
    {
        List<string> arguments =
        [
            "dashboard", "run", "--nologo", "--non-interactive", "--frontend-url", settings.FrontendUrl,
            "--otlp-grpc-url", settings.OtlpGrpcUrl, "--otlp-http-url", settings.OtlpHttpUrl,
        ];
        if (settings.BrowserToken is null)
            arguments.Add("--allow-anonymous");
        return arguments;
    }

    private static Dictionary<string, string> Variables(DashboardSettings settings)
    {
        var variables = new Dictionary<string, string> { ["ASPIRE_CLI_TELEMETRY_OPTOUT"] = "true", ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "true" };
        if (settings.BrowserToken is { } token)
        {
            variables["DASHBOARD__FRONTEND__AUTHMODE"] = "BrowserToken";
            variables["DASHBOARD__FRONTEND__BROWSERTOKEN"] = token;
        }

        if (settings.OtlpApiKey is { } key)
        {
            variables["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey";
            variables["DASHBOARD__OTLP__PRIMARYAPIKEY"] = key;
            variables["DASHBOARD__API__AUTHMODE"] = "ApiKey";
            variables["DASHBOARD__API__PRIMARYAPIKEY"] = key;
        }

        return variables;
    }

    private async Task AnswersAsync(string url, Func<string> lastLine)
    {
        using var client = new HttpClient();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        patience.CancelAfter(Patience);
        while (true)
        {
            try
            {
                using var response = await client.GetAsync(new Uri(url), HttpCompletionOption.ResponseHeadersRead, patience.Token);
                return;
            }
            catch (HttpRequestException)
            {
                if (_process!.Exited.IsCompleted)
                    throw new DistributedApplicationException($"it exited with code {await _process.Exited}: {lastLine()}");
                await Task.Delay(TimeSpan.FromMilliseconds(100), patience.Token);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Fetching the Aspire dashboard with npm (about 60 MB, on the first run only)")]
    private static partial void Installing(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "Dashboard: {Url}")]
    private static partial void Listening(ILogger logger, string url);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No dashboard in this run: {Reason}")]
    private static partial void Missing(ILogger logger, string reason);
}
