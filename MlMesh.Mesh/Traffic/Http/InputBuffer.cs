using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace MlMesh.Mesh.Traffic.Http;

/// <summary>Bytes read from a connection and not consumed yet. Not thread-safe.</summary>
internal sealed class InputBuffer(Stream stream)
{
    /// <summary>Envoy's max_request_headers_kb, in bytes.</summary>
    public const int MaximumHead = 60 * 1024;
    private const int InitialSize = 4096;

    // Not pooled: a connection may be aborted while a read into it is still under way.
    private byte[] _bytes = new byte[InitialSize];
    private int _start;
    private int _end;
    private ValueTask<int> _readAhead;
    private bool _readsAhead;

    /// <summary>Whether nothing has arrived since <see cref="ReadAhead"/>: neither bytes nor the connection's end.</summary>
    public bool IsQuiet => _readsAhead && !_readAhead.IsCompleted;

    /// <summary>What was read and not consumed.</summary>
    public ReadOnlySpan<byte> Available => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Marks bytes as consumed.</summary>
    public void Consume(int count)
    {
        _start += count;
        if (_start == _end)
            _start = _end = 0;
    }

    /// <summary>Begins to read what comes next, so that an idle connection's end shows. The next fill takes the result.</summary>
    [SuppressMessage("Reliability", "CA2012:Use ValueTasks correctly", Justification = "Kept until the one fill that awaits it; whether it has completed is all that is asked before.")]
    public void ReadAhead()
    {
        MakeRoom();
        _readAhead = stream.ReadAsync(_bytes.AsMemory(_end));
        _readsAhead = true;
    }

    /// <summary>Reads more; false at the connection's end.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        var read = await ReadAsync(cancellationToken).ConfigureAwait(false);
        _end += read;
        return read > 0;
    }

    /// <summary>Waits until a whole message head is available.</summary>
    /// <returns>Its length; 0 when the connection ended before it.</returns>
    /// <exception cref="MalformedMessageException">It is longer than Envoy takes.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int> WaitForHeadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var length = HeadParser.FindEnd(Available);
            if (length > 0)
                return length;
            if (Available.Length > MaximumHead)
                throw new MalformedMessageException(431, "the head is larger than 60 KiB");
            var read = await ReadAsync(cancellationToken).ConfigureAwait(false);
            if (read == 0)
                return 0;
            _end += read;
        }
    }

    /// <summary>Gives buffered or fresh bytes to the caller; 0 at the connection's end.</summary>
    public ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        if (_start == _end && !_readsAhead)
            return stream.ReadAsync(destination, cancellationToken);
        if (_readsAhead)
            return FillThenReadAsync(destination, cancellationToken);
        var count = Math.Min(destination.Length, _end - _start);
        _bytes.AsSpan(_start, count).CopyTo(destination.Span);
        Consume(count);
        return ValueTask.FromResult(count);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> FillThenReadAsync(Memory<byte> destination, CancellationToken cancellationToken) =>
        await FillAsync(cancellationToken).ConfigureAwait(false) ? await ReadAsync(destination, cancellationToken).ConfigureAwait(false) : 0;

    private ValueTask<int> ReadAsync(CancellationToken cancellationToken)
    {
        if (_readsAhead)
        {
            _readsAhead = false;
            return _readAhead;
        }

        MakeRoom();
        return stream.ReadAsync(_bytes.AsMemory(_end), cancellationToken);
    }

    private void MakeRoom()
    {
        if (_end < _bytes.Length)
            return;
        var target = _start > 0 ? _bytes : new byte[_bytes.Length * 2];
        Available.CopyTo(target);
        _end -= _start;
        _start = 0;
        _bytes = target;
    }
}
