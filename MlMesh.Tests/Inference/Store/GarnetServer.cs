using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;
using Xunit;

namespace MlMesh.Tests.Inference.Store;

/// <summary>A feature store of its own: Garnet, the tool that a local run uses too, on a free port and without persistence.</summary>
public sealed class GarnetServer : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private static readonly Lazy<Task> Tools = new(RestoreToolsAsync);

    private Process? _process;

    public int Port { get; private set; }

    public string ConnectionString => FormattableString.Invariant($"127.0.0.1:{Port}");

    public async ValueTask InitializeAsync()
    {
        await Tools.Value;
        Port = FreePort();
        await StartAsync();
    }

    /// <summary>A connection that behaves as the services' does: it neither fails nor gives up when the server is away.</summary>
    public static Task<ConnectionMultiplexer> ConnectAsync(string address) => ConnectionMultiplexer.ConnectAsync(new ConfigurationOptions
    {
        EndPoints = { address },
        AbortOnConnectFail = false,
        AllowAdmin = true,
        ConnectTimeout = 1000,
        ConnectRetry = 1,
        ReconnectRetryPolicy = new LinearRetry(200),
    });

    public Task<ConnectionMultiplexer> ConnectAsync() => ConnectAsync(ConnectionString);

    /// <summary>Starts the server, again after <see cref="KillAsync"/> on the same port and empty, and waits until it answers.</summary>
    public async Task StartAsync()
    {
        _process = Start("tool", "run", "garnet-server", "--", "--bind", "127.0.0.1", "--port", Port.ToString(CultureInfo.InvariantCulture), "--memory", "64m", "--index", "16m");
        using var patience = new CancellationTokenSource(Patience);
        while (!await AnswersAsync(patience.Token))
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"garnet-server ended with code {_process.ExitCode} on port {Port}.");
            await Task.Delay(Poll, patience.Token);
        }
    }

    /// <summary>Ends the server at once, as a crash would.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
            await client.GetStream().WriteAsync("PING\r\n"u8.ToArray(), cancellationToken);
            return await client.GetStream().ReadAsync(new byte[16], cancellationToken) > 0;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task RestoreToolsAsync()
    {
        using var restore = Start("tool", "restore");
        await restore.WaitForExitAsync();
        if (restore.ExitCode != 0)
            throw new InvalidOperationException("dotnet tool restore failed.");
    }

    private static Process Start(params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
