namespace MlMesh.Mesh.Traffic.Http;

/// <summary>Lets a body that can be read once be sent several times: to the first endpoint, again on retries while it fits the limit, and to mirrors whatever its size.</summary>
internal sealed class BodyBuffer
{
    private readonly RequestBody _source;
    private readonly long _limit;
    private readonly Lock _gate = new();
    private readonly CancellationToken _cancellationToken;
    private Chunk? _first;
    private Chunk _last;
    private long _total;
    private long _unread;
    private TaskCompletionSource? _room;
    private bool _pumping;

    /// <summary>Wraps a body; nothing is read before the first reader asks.</summary>
    /// <param name="source">The body.</param>
    /// <param name="limit">How many bytes are kept for another try (Envoy's per-connection buffer limit).</param>
    /// <param name="cancellationToken">The client went away.</param>
    public BodyBuffer(RequestBody source, long limit, CancellationToken cancellationToken)
    {
        _source = source;
        _limit = limit;
        _cancellationToken = cancellationToken;
        _first = _last = new Chunk(default);
    }

    /// <summary>Whether the body can be sent from its beginning once more.</summary>
    public bool CanReplay
    {
        get
        {
            lock (_gate)
                return _first is not null;
        }
    }

    /// <summary>A reader from the beginning that paces the client: at most the limit is read ahead of it.</summary>
    public RequestBody OpenMain()
    {
        lock (_gate)
            _unread = _total;
        return new Reader(this, Beginning(), paces: true);
    }

    /// <summary>A reader from the beginning that paces nobody.</summary>
    public RequestBody OpenMirror() => new Reader(this, Beginning(), paces: false);

    private Chunk Beginning()
    {
        lock (_gate)
            return _first ?? throw new InvalidOperationException("The beginning of the body is gone.");
    }

    private void StartPump()
    {
        lock (_gate)
        {
            if (_pumping)
                return;
            _pumping = true;
        }

        _ = PumpAsync();
    }

    private async Task PumpAsync()
    {
        try
        {
            await using var sink = new Sink(this);
            await _source.CopyToAsync(sink, _cancellationToken).ConfigureAwait(false);
            _last.Next.SetResult(null);
        }
        catch (Exception failure)
        {
            _last.Next.SetException(failure);
            _ = _last.Next.Task.Exception;
        }
    }

    private async ValueTask AddAsync(ReadOnlyMemory<byte> bytes)
    {
        var chunk = new Chunk(bytes.ToArray());
        Task? room;
        lock (_gate)
        {
            _total += bytes.Length;
            _unread += bytes.Length;
            if (_total > _limit)
                _first = null;
            _last.Next.SetResult(chunk);
            _last = chunk;
            room = _unread > _limit ? (_room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task : null;
        }

        if (room is not null)
            await room.WaitAsync(_cancellationToken).ConfigureAwait(false);
    }

    private void Consumed(int count)
    {
        lock (_gate)
        {
            _unread -= count;
            if (_unread > _limit || _room is null)
                return;
            _room.SetResult();
            _room = null;
        }
    }

    private sealed class Chunk(ReadOnlyMemory<byte> bytes)
    {
        public ReadOnlyMemory<byte> Bytes { get; } = bytes;

        public TaskCompletionSource<Chunk?> Next { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Sink(BodyBuffer buffer) : WriteOnlyStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default) =>
            bytes.IsEmpty ? ValueTask.CompletedTask : buffer.AddAsync(bytes);
    }

    private sealed class Reader(BodyBuffer buffer, Chunk start, bool paces) : RequestBody
    {
        // Moves along, so that a long body is not kept by the reader that has sent its beginning.
        private Chunk _at = start;

        public override long? Length => buffer._source.Length;

        public override bool MayDelayHead => true;

        public override async Task CopyToAsync(Stream destination, CancellationToken cancellationToken)
        {
            buffer.StartPump();
            // The head travels with the first bytes where they are at hand, and waits for nobody where they are not.
            if (!_at.Next.Task.IsCompleted)
                await destination.FlushAsync(cancellationToken).ConfigureAwait(false);
            while (await _at.Next.Task.WaitAsync(cancellationToken).ConfigureAwait(false) is { } chunk)
            {
                await destination.WriteAsync(chunk.Bytes, cancellationToken).ConfigureAwait(false);
                _at = chunk;
                if (paces)
                    buffer.Consumed(chunk.Bytes.Length);
            }
        }
    }
}
