using MlMesh.Mesh.Routing.Clusters;

namespace MlMesh.Mesh.Traffic.Connections;

/// <summary>The connections to one endpoint, under the limits of its cluster, with Envoy's rules of who waits and who is refused.</summary>
internal sealed class ConnectionPool(Endpoint endpoint, ClusterLimits limits, IConnector connector, TimeProvider time) : IConnectionOwner
{
    private readonly Stack<UpstreamConnection> _idle = new();
    private readonly LinkedList<PoolWaiter> _waiters = new();
    private int _open;
    private int _connecting;
    private bool _closed;

    /// <summary>Requests in flight to this endpoint.</summary>
    public int ActiveRequests { get; private set; }

    /// <summary>Takes a connection for one exchange, waiting for one if there is none and the limits allow it.</summary>
    public ValueTask<PoolOutcome> AcquireAsync(CancellationToken cancellationToken)
    {
        while (TakeIdle() is { } connection)
        {
            if (!connection.IsAlive || Expired(connection))
            {
                Discard(connection);
                continue;
            }

            lock (limits.Gate)
            {
                if (TryAttach())
                    return ValueTask.FromResult(new PoolOutcome(connection));
                _idle.Push(connection);
                return ValueTask.FromResult(new PoolOutcome(null, ResetReason.Overflow));
            }
        }

        return WaitAsync(cancellationToken);
    }

    /// <summary>Closes what is idle now and everything else when its exchange ends.</summary>
    public void Close()
    {
        lock (limits.Gate)
            _closed = true;
        while (TakeIdle() is { } connection)
            Discard(connection);
    }

    void IConnectionOwner.Released(UpstreamConnection connection, bool reusable)
    {
        // Asked outside of the lock, as a rotation is noticed by looking at a file.
        reusable &= !connection.IsOutdated;
        lock (limits.Gate)
        {
            limits.Requests--;
            ActiveRequests--;
            if (reusable && !_closed && !WornOut(connection))
            {
                connection.IdleSince = time.GetTimestamp();
                Ready(connection);
                return;
            }
        }

        Discard(connection);
    }

    private UpstreamConnection? TakeIdle()
    {
        lock (limits.Gate)
            return _idle.TryPop(out var connection) ? connection : null;
    }

    private void Discard(UpstreamConnection connection)
    {
        connection.Dispose();
        lock (limits.Gate)
        {
            _open--;
            limits.Connections--;
            ConnectForWaiters();
        }
    }

    private ValueTask<PoolOutcome> WaitAsync(CancellationToken cancellationToken)
    {
        PoolWaiter waiter;
        lock (limits.Gate)
        {
            var shared = limits.Config.UpgradeToHttp2 && _open > _connecting;
            if (!shared && limits.Pending >= limits.Config.MaxPendingRequests)
                return ValueTask.FromResult(new PoolOutcome(null, ResetReason.Overflow));
            waiter = new PoolWaiter();
            limits.Pending++;
            _waiters.AddLast(waiter);
            ConnectForWaiters();
        }

        return new ValueTask<PoolOutcome>(cancellationToken.CanBeCanceled ? WaitCancellablyAsync(waiter, cancellationToken) : waiter.Task);
    }

    private async Task<PoolOutcome> WaitCancellablyAsync(PoolWaiter waiter, CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.UnsafeRegister(_ => GiveUp(waiter), null).ConfigureAwait(false);
        return await waiter.Task.ConfigureAwait(false);
    }

    private void GiveUp(PoolWaiter waiter)
    {
        lock (limits.Gate)
        {
            if (!_waiters.Remove(waiter))
                return;
            limits.Pending--;
        }

        waiter.SetResult(new PoolOutcome(null, ResetReason.LocalReset));
    }

    // Envoy opens a connection per waiting request, up to the cluster's limit; an endpoint without any may always open one.
    private void ConnectForWaiters()
    {
        while (_waiters.Count > _connecting && (_open == 0 || limits.Config.UpgradeToHttp2 || limits.Connections < limits.Config.MaxConnections))
        {
            _connecting++;
            _open++;
            limits.Connections++;
            _ = ConnectAsync();
        }
    }

    private async Task ConnectAsync()
    {
        // Called under the lock: whoever connects must not do it there.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using var timeout = new CancellationTokenSource(limits.Config.ConnectTimeout, time);
        try
        {
            var stream = await connector.ConnectAsync(endpoint, timeout.Token).ConfigureAwait(false);
            var connection = new UpstreamConnection(stream, this, time.GetTimestamp());
            lock (limits.Gate)
            {
                _connecting--;
                Ready(connection);
            }
        }
        catch (OperationCanceledException)
        {
            FailWaiters(new PoolOutcome(null, ResetReason.ConnectionTimeout));
        }
        catch (ConnectionRefusedException refused)
        {
            FailWaiters(new PoolOutcome(null, ResetReason.RemoteConnectionFailure, refused.Message));
        }
        catch (Exception failure) when (failure is IOException or System.Security.Authentication.AuthenticationException)
        {
            FailWaiters(new PoolOutcome(null, ResetReason.RemoteConnectionFailure, failure.Message));
        }
    }

    // A connection without a request: for whoever waits longest, else it idles. Under the lock.
    private void Ready(UpstreamConnection connection)
    {
        while (_waiters.First is { } first)
        {
            _waiters.RemoveFirst();
            limits.Pending--;
            if (TryAttach())
            {
                first.Value.SetResult(new PoolOutcome(connection));
                return;
            }

            first.Value.SetResult(new PoolOutcome(null, ResetReason.Overflow));
        }

        _idle.Push(connection);
    }

    private bool TryAttach()
    {
        if (limits.Requests >= limits.Config.MaxRequests)
            return false;
        limits.Requests++;
        ActiveRequests++;
        return true;
    }

    // Everybody who waits for this endpoint hears of the failure, as in Envoy.
    private void FailWaiters(PoolOutcome outcome)
    {
        lock (limits.Gate)
        {
            _connecting--;
            _open--;
            limits.Connections--;
            limits.Pending -= (uint)_waiters.Count;
            foreach (var waiter in _waiters)
                waiter.SetResult(outcome);
            _waiters.Clear();
        }
    }

    private bool WornOut(UpstreamConnection connection) =>
        limits.Config.MaxRequestsPerConnection is > 0 and var maximum && connection.Requests >= maximum;

    private bool Expired(UpstreamConnection connection) =>
        connection.IsOutdated
        || time.GetElapsedTime(connection.IdleSince) > limits.Config.IdleTimeout
        || (limits.Config.MaxConnectionDuration is { } duration && time.GetElapsedTime(connection.Opened) > duration);
}
