using System.Buffers.Text;

namespace MlMesh.Mesh.Traffic.Http;

/// <summary>Reads one message body off a connection and tells its owner how that ended.</summary>
internal sealed class MessageBodyStream(InputBuffer input, BodyFraming framing, long length, IBodyOwner owner) : ReadOnlyStream
{
    private long _remaining = length;
    private int _ended;
    private bool _firstChunk = true;

    /// <summary>Hears of the end after the owner, if anybody else must.</summary>
    public IBodyOwner? Observer { get; set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_ended != 0 || buffer.IsEmpty)
            return 0;
        try
        {
            var read = await ReadCoreAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (read == 0)
                End(BodyEnd.Complete);
            return read;
        }
        catch
        {
            End(BodyEnd.ConnectionLost);
            throw;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            End(BodyEnd.GivenUp);
        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadCoreAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (framing == BodyFraming.UntilClose)
            return await input.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (framing == BodyFraming.None)
            return 0;
        if (_remaining == 0)
        {
            if (framing == BodyFraming.Length)
                return 0;
            _remaining = await ReadChunkHeadAsync(cancellationToken).ConfigureAwait(false);
            if (_remaining == 0)
            {
                await SkipTrailersAsync(cancellationToken).ConfigureAwait(false);
                return 0;
            }
        }

        var read = await input.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _remaining)], cancellationToken).ConfigureAwait(false);
        if (read == 0)
            throw new IOException("The connection ended within a body.");
        _remaining -= read;
        if (_remaining == 0 && framing == BodyFraming.Length)
            End(BodyEnd.Complete);
        return read;
    }

    private async ValueTask<long> ReadChunkHeadAsync(CancellationToken cancellationToken)
    {
        if (!_firstChunk)
            await TakeLineAsync(cancellationToken).ConfigureAwait(false);
        _firstChunk = false;
        return await TakeLineAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask SkipTrailersAsync(CancellationToken cancellationToken)
    {
        while (await TakeLineAsync(cancellationToken, trailer: true).ConfigureAwait(false) >= 0)
        {
            // A sidecar drops trailers of HTTP/1.1.
        }
    }

    // The chunk size on the line; for a trailer 0, and -1 at the empty line that ends the message.
    private async ValueTask<long> TakeLineAsync(CancellationToken cancellationToken, bool trailer = false)
    {
        int newline;
        while ((newline = input.Available.IndexOf((byte)'\n')) < 0)
            if (!await input.FillAsync(cancellationToken).ConfigureAwait(false))
                throw new IOException("The connection ended within a body.");
        var line = input.Available[..newline].TrimEnd((byte)'\r');
        long value;
        if (trailer)
            value = line.IsEmpty ? -1 : 0;
        else if (line.IsEmpty)
            value = 0;
        else if (!Utf8Parser.TryParse(line, out value, out _, 'x') || value < 0)
            throw new MalformedMessageException(400, "a chunk has no valid size");
        input.Consume(newline + 1);
        return value;
    }

    private void End(BodyEnd end)
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return;
        owner.BodyEnded(end);
        Observer?.BodyEnded(end);
    }
}
