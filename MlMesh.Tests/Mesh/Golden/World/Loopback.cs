using System.Net.Sockets;

namespace MlMesh.Tests.Mesh.Golden.World;

/// <summary>Connected pairs of local sockets: what one pod of the world dials and another accepts.</summary>
internal sealed class Loopback : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"mlmesh-golden-{Guid.NewGuid():n}.sock");
    private readonly Socket _listener = New();
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    public Loopback()
    {
        _listener.Bind(new UnixDomainSocketEndPoint(_path));
        _listener.Listen(512);
    }

    /// <summary>Opens a connection whose other end is served in the background.</summary>
    public async Task<Stream> ConnectAsync(Func<Stream, Task> serve)
    {
        // Dialling and accepting in turns is what pairs the two ends.
        await _oneAtATime.WaitAsync();
        try
        {
            var near = New();
            await near.ConnectAsync(new UnixDomainSocketEndPoint(_path));
            var far = await _listener.AcceptAsync();
            _ = Task.Run(() => serve(new NetworkStream(far, ownsSocket: true)));
            return new NetworkStream(near, ownsSocket: true);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        _oneAtATime.Dispose();
        File.Delete(_path);
    }

    private static Socket New() => new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
}
