using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar;

/// <summary>A route's timeout on one exchange: it runs from the end of the client's request to the end of the answer.</summary>
internal sealed class Deadline : IDisposable
{
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(1);

    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenRegistration _clientGone;
    private readonly ITimer _timer;
    private readonly TimeProvider _time;
    private readonly TimeSpan _limit;
    private long _started;
    private volatile bool _expired;

    public Deadline(TimeSpan limit, TimeProvider time, CancellationToken clientGone)
    {
        _time = time;
        _limit = limit;
        _clientGone = clientGone.UnsafeRegister(static state => ((Deadline)state!).Cancel(), this);
        _timer = time.CreateTimer(static state => ((Deadline)state!).Expire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Cancelled when time is up or the client went away.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether time is up.</summary>
    public bool Expired => _expired;

    /// <summary>The time that is left, at least a millisecond; all of it before it runs.</summary>
    public TimeSpan Left
    {
        get
        {
            var started = Volatile.Read(ref _started);
            var left = started == 0 ? _limit : _limit - _time.GetElapsedTime(started);
            return left < Least ? Least : left;
        }
    }

    /// <summary>Starts to run when the request is complete.</summary>
    /// <returns>The body to send instead of the given one.</returns>
    public RequestBody StartAfter(RequestBody body)
    {
        if (body is not BytesBody)
            return new NotifyingBody(body, Start);
        Start();
        return body;
    }

    /// <summary>Cuts an answer's body off when time is up.</summary>
    public void Watch(Stream body)
    {
        if (body != Stream.Null)
            _source.Token.UnsafeRegister(static body => ((Stream)body!).Dispose(), body);
    }

    public void Dispose()
    {
        _clientGone.Dispose();
        _timer.Dispose();
        _source.Dispose();
    }

    private void Start()
    {
        Volatile.Write(ref _started, _time.GetTimestamp());
        _timer.Change(_limit, Timeout.InfiniteTimeSpan);
    }

    private void Expire()
    {
        _expired = true;
        Cancel();
    }

    private void Cancel()
    {
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The exchange ended at the same moment.
        }
    }
}
