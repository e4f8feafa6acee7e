using MlMesh.Mesh.Routing.Clusters;

namespace MlMesh.Mesh.Sidecar.InProcess;

/// <summary>A connection pool's limits in front of an application that is called in the same process: a request in flight stands for a connection.</summary>
internal sealed class ApplicationGate(ConnectionPoolConfig limits)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource> _waiting = new();
    private uint _inside;

    /// <summary>The limits.</summary>
    public ConnectionPoolConfig Limits => limits;

    /// <summary>Lets a request in, at once or when another leaves.</summary>
    /// <returns>False when the limits refuse it.</returns>
    public async ValueTask<bool> EnterAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource turn;
        lock (_lock)
        {
            if (_inside >= limits.MaxRequests)
                return false;
            if (_inside == 0 || _inside < limits.MaxConnections)
            {
                _inside++;
                return true;
            }

            if (_waiting.Count >= limits.MaxPendingRequests)
                return false;
            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.AddLast(turn);
        }

        await using var giveUp = cancellationToken.UnsafeRegister(_ => GiveUp(turn, cancellationToken), null).ConfigureAwait(false);
        await turn.Task.ConfigureAwait(false);
        return true;
    }

    /// <summary>A request that was let in is over.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            if (_waiting.First is not { } next)
            {
                _inside--;
                return;
            }

            _waiting.RemoveFirst();
            next.Value.SetResult();
        }
    }

    private void GiveUp(TaskCompletionSource turn, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_waiting.Remove(turn))
                turn.SetCanceled(cancellationToken);
        }
    }
}
