using System.Threading.Tasks.Sources;

namespace MlMesh.Benchmarks;

/// <summary>A kept connection to an endpoint that answers every request with the same bytes, as soon as it has it whole; who reads before that waits, as on a socket.</summary>
/// <param name="bodyLength">Length of the requests' bodies.</param>
/// <param name="answer">The answer.</param>
internal sealed class CannedStream(int bodyLength, ReadOnlyMemory<byte> answer) : Stream, IValueTaskSource<int>
{
    private int? _missing;
    private ManualResetValueTaskSourceCore<int> _read;
    private ReadOnlyMemory<byte> _unread;
    private Memory<byte> _waiting;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!Completes(buffer.Span))
            return ValueTask.CompletedTask;
        _unread = answer;
        if (!_waiting.IsEmpty)
        {
            var destination = _waiting;
            _waiting = default;
            _read.SetResult(Read(destination.Span));
        }

        return ValueTask.CompletedTask;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_unread.IsEmpty)
            return ValueTask.FromResult(Read(buffer.Span));
        _read.Reset();
        _waiting = buffer;
        return new ValueTask<int>(this, _read.Version);
    }

    public override int Read(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _unread.Length);
        _unread.Span[..count].CopyTo(buffer);
        _unread = _unread[count..];
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private bool Completes(ReadOnlySpan<byte> written)
    {
        if (_missing is null)
        {
            var end = written.IndexOf("\r\n\r\n"u8);
            if (end < 0)
                throw new InvalidOperationException("The head of a request came in pieces.");
            written = written[(end + 4)..];
            _missing = bodyLength;
        }

        _missing -= written.Length;
        if (_missing > 0)
            return false;
        _missing = null;
        return true;
    }

    int IValueTaskSource<int>.GetResult(short token) => _read.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _read.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) => _read.OnCompleted(continuation, state, token, flags);
}
