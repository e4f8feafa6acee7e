using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace MlMesh.Tests.Inference.Store;

/// <summary>Stands between a client and its store: counts the round trips, and can hold requests back as a hanging store would.</summary>
internal sealed class StoreRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentBag<Task> _pumps = [];
    private readonly int _port;
    private readonly Task _accepting;
    private volatile TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _roundTrips;

    public StoreRelay(int port)
    {
        _port = port;
        _open.SetResult();
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address => FormattableString.Invariant($"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>How often a client spoke after the store had: with one request at a time, the number of round trips.</summary>
    public int RoundTrips => Volatile.Read(ref _roundTrips);

    public void Hold() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _open.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_pumps);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _pumps.Add(RelayAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _port, _stopping.Token);
                var answered = new StrongBox();
                await Task.WhenAny(
                    PumpAsync(client.GetStream(), server.GetStream(), async () =>
                    {
                        if (Interlocked.Exchange(ref answered.Value, 0) == 1)
                            Interlocked.Increment(ref _roundTrips);
                        await _open.Task.WaitAsync(_stopping.Token);
                    }),
                    PumpAsync(server.GetStream(), client.GetStream(), () =>
                    {
                        Volatile.Write(ref answered.Value, 1);
                        return Task.CompletedTask;
                    }));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
            }
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, Func<Task> before)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer, _stopping.Token)) > 0)
            {
                await before();
                await to.WriteAsync(buffer.AsMemory(0, read), _stopping.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
        }
    }

    private sealed class StrongBox
    {
        public int Value;
    }
}
