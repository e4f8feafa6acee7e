namespace MlMesh.Tests.Mesh.Loading;

/// <summary>A clock whose one repeating timer fires when the test says so.</summary>
internal sealed class ManualTimer : TimeProvider
{
    private Action? _fire;

    public bool IsStopped { get; private set; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _fire = () => callback(state);
        return new Handle(this);
    }

    public void Fire() => _fire!();

    private sealed class Handle(ManualTimer owner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => owner.IsStopped = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
