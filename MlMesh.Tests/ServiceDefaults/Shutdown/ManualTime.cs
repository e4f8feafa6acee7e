namespace MlMesh.Tests.ServiceDefaults.Shutdown;

/// <summary>Time that stands still until a test moves it; only timers that fire once.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(TimeSpan Due, TimerCallback Callback, object? State)> _timers = [];

    /// <summary>Completes when somebody waits for time to pass.</summary>
    public Task Waiting => _waiting.Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_timers) _timers.Add((dueTime, callback, state));
        _waiting.TrySetResult();
        return new Inert();
    }

    public void Pass(TimeSpan span)
    {
        lock (_timers)
        {
            foreach (var timer in _timers.Where(t => t.Due <= span)) timer.Callback(timer.State);
        }
    }

    private sealed class Inert : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
