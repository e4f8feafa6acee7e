using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace MlMesh.Mesh.Traffic.Http;

/// <summary>Reads one message body off a connection and tells its owner how that ended.</summary>
internal sealed class MessageBodyStream(InputBuffer input, BodyFraming framing, long length, IBodyOwner owner) : ReadOnlyStream
{
    private const int LineEnd = 2;
    private const int MaximumLine = 4096;

    private long _remaining = length;
    private int _ended;
    private bool _firstChunk = true;

    /// <summary>Hears of the end after the owner, if anybody else must.</summary>
    public IBodyOwner? Observer { get; set; }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
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

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
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
        {
            // More data than the size said, or less, would put the two ends of a chain at odds over where a message ends.
            if (await FindLineAsync(MaximumLine, cancellationToken).ConfigureAwait(false) != 0)
                throw new MalformedMessageException(400, "a chunk does not end where its size says");
            input.Consume(LineEnd);
        }

        _firstChunk = false;
        var length = await FindLineAsync(MaximumLine, cancellationToken).ConfigureAwait(false);
        var size = ChunkSize(input.Available[..length]);
        input.Consume(length + LineEnd);
        return size;
    }

    private async ValueTask SkipTrailersAsync(CancellationToken cancellationToken)
    {
        // A sidecar drops trailers of HTTP/1.1.
        var budget = InputBuffer.MaximumHead;
        int length;
        do
        {
            length = await FindLineAsync(budget, cancellationToken).ConfigureAwait(false);
            input.Consume(length + LineEnd);
            budget -= length;
        }
        while (length > 0);
    }

    /// <summary>Waits for a whole line, which ends in CR LF and has neither within.</summary>
    /// <returns>Its length without the end.</returns>
    private async ValueTask<int> FindLineAsync(int maximum, CancellationToken cancellationToken)
    {
        while (true)
        {
            var newline = input.Available.IndexOf((byte)'\n');
            if (newline >= 0)
            {
                return newline <= maximum && input.Available[..newline].IndexOf((byte)'\r') == newline - 1 && newline > 0
                    ? newline - 1
                    : throw new MalformedMessageException(400, "a line between chunks is malformed");
            }

            if (input.Available.Length > maximum)
                throw new MalformedMessageException(400, "a line between chunks is too long");
            if (!await input.FillAsync(cancellationToken).ConfigureAwait(false))
                throw new IOException("The connection ended within a body.");
        }
    }

    private static long ChunkSize(ReadOnlySpan<byte> line)
    {
        if (!Utf8Parser.TryParse(line, out long size, out var digits, 'x') || size < 0)
            throw new MalformedMessageException(400, "a chunk has no valid size");
        var rest = line[digits..].TrimStart(" \t"u8);
        return rest.IsEmpty || rest[0] == ';' ? size : throw new MalformedMessageException(400, "a chunk has no valid size");
    }

    private void End(BodyEnd end)
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return;
        owner.BodyEnded(end);
        Observer?.BodyEnded(end);
    }
}
