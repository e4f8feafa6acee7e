using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Traffic.Connections;

/// <summary>Writes a request onto a connection. A small body travels in one packet with its head.</summary>
internal sealed class RequestWriter(Stream connection) : WriteOnlyStream
{
    /// <summary>How many bytes of a head and its body are put together.</summary>
    public const int OnePacket = 4096;

    private readonly OutputBuffer _buffer = new();

    /// <summary>Whether the connection failed while it was written to; a failure without that is the client's.</summary>
    public bool ConnectionFailed { get; private set; }

    /// <summary>Starts a request; nothing is sent yet.</summary>
    public void Start(MeshRequest request)
    {
        ConnectionFailed = false;
        _buffer.Clear();
        _buffer.WriteRequestHead(request);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_buffer.Written.Length == 0)
            return SendAsync(buffer, cancellationToken);
        if (_buffer.Written.Length + buffer.Length <= OnePacket)
        {
            _buffer.Write(buffer.Span);
            return ValueTask.CompletedTask;
        }

        return FlushThenSendAsync(buffer, cancellationToken);
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_buffer.Written.Length == 0)
            return;
        await SendAsync(_buffer.Written, cancellationToken).ConfigureAwait(false);
        _buffer.Clear();
    }

    private async ValueTask FlushThenSendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken).ConfigureAwait(false);
        await SendAsync(bytes, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await connection.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            ConnectionFailed = true;
            throw;
        }
    }
}
