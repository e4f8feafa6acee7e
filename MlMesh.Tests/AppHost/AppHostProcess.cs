using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace MlMesh.Tests.AppHost;

/// <summary>The AppHost as users run it: a process of its own, with dashboard, on ports that are free now.</summary>
internal sealed class AppHostProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly CancellationTokenSource _patience = new(Patience);

    public AppHostProcess(params string[] args) : this(args, [])
    {
    }

    public AppHostProcess(string[] args, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(Projects.MlMesh_AppHost).Assembly.Location, .. args]) { RedirectStandardOutput = true, RedirectStandardError = true };
        // Where these are taken, the AppHost looks for others.
        start.Environment["ASPNETCORE_URLS"] = "http://localhost:0";
        start.Environment["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = "http://localhost:0";
        start.Environment["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = "http://localhost:0";
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Append(line.Data);
        _process.ErrorDataReceived += (_, line) => Append(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public CancellationToken Timeout => _patience.Token;

    /// <summary>Waits until a text was written.</summary>
    public async Task WroteAsync(string text)
    {
        try
        {
            while (!Output.Contains(text, StringComparison.Ordinal))
                await Task.Delay(TimeSpan.FromMilliseconds(50), Timeout);
        }
        catch (OperationCanceledException exception)
        {
            throw new TimeoutException($"'{text}' was not written:{Environment.NewLine}{Output}", exception);
        }
    }

    public async Task<int> ExitedAsync()
    {
        await _process.WaitForExitAsync(Timeout);
        return _process.ExitCode;
    }

    /// <summary>SIGTERM, which is what Ctrl-C is to it.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>SIGKILL, for this process only.</summary>
    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
        _patience.Dispose();
    }

    private void Append(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }
}
