namespace MlMesh.Tests.Mesh.Traffic;

/// <summary>A clock that stands still until a test moves it; then every timer that is due fires, in order.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Alarm> _alarms = [];
    private TimeSpan _now = TimeSpan.FromHours(1);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (_lock)
            return _now.Ticks;
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return DateTimeOffset.UnixEpoch + _now;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>Waits until somebody has set a timer that fires within a span.</summary>
    public async Task WaitForTimerAsync(TimeSpan within)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!HasTimer(within))
            await Task.Delay(5, patience.Token);
    }

    public void Advance(TimeSpan span)
    {
        TimeSpan end;
        lock (_lock)
            end = _now + span;
        while (Next(end) is { } due)
            due.Fire();
        lock (_lock)
            _now = end;
    }

    private bool HasTimer(TimeSpan within)
    {
        lock (_lock)
            return _alarms.Any(alarm => alarm.Due <= _now + within);
    }

    private Alarm? Next(TimeSpan end)
    {
        lock (_lock)
        {
            var next = _alarms.Where(alarm => alarm.Due <= end).MinBy(alarm => alarm.Due);
            if (next is null)
                return null;
            _now = next.Due > _now ? next.Due : _now;
            next.Rearm();
            return next;
        }
    }

    private sealed class Alarm(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public TimeSpan Due { get; private set; }

        public void Fire() => callback(state);

        public void Rearm()
        {
            if (_period > TimeSpan.Zero)
                Due += _period;
            else
                clock._alarms.Remove(this);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._alarms.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                Due = clock._now + dueTime;
                _period = period;
                clock._alarms.Add(this);
                return true;
            }
        }

        public void Dispose()
        {
            lock (clock._lock)
                clock._alarms.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
