namespace MlMesh.Mesh.Traffic;

/// <summary>Envoy's update merge window: the first change of endpoint health takes effect at once, changes within a second of an effect only together, a second later.</summary>
internal sealed class MergeWindow : IDisposable
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly Action _apply;
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private long? _lastApplied;
    private bool _waiting;

    /// <summary>Creates a window in which nothing has changed yet.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="apply">Makes all changes take effect.</param>
    public MergeWindow(TimeProvider time, Action apply)
    {
        _time = time;
        _apply = apply;
        _timer = time.CreateTimer(static state => ((MergeWindow)state!).ApplyNow(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Something changed.</summary>
    public void Changed()
    {
        lock (_gate)
        {
            if (_lastApplied is { } last && _time.GetElapsedTime(last) <= Length)
            {
                if (!_waiting)
                    _timer.Change(Length, Timeout.InfiniteTimeSpan);
                _waiting = true;
                return;
            }
        }

        ApplyNow();
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void ApplyNow()
    {
        lock (_gate)
        {
            _waiting = false;
            _lastApplied = _time.GetTimestamp();
        }

        _apply();
    }
}
