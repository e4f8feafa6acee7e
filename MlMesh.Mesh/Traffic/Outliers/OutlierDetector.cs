using MlMesh.Mesh.Routing.Clusters;

namespace MlMesh.Mesh.Traffic.Outliers;

/// <summary>Envoy's outlier detection for one cluster of one proxy: ejects endpoints after consecutive failures and lets them back in at interval sweeps.</summary>
internal sealed class OutlierDetector : IDisposable
{
    private readonly TimeProvider _time;
    private readonly Action _changed;
    private readonly Lock _gate = new();
    private readonly ITimer _sweep;
    private IReadOnlyList<HostMonitor> _hosts;
    private int _ejected;

    /// <summary>Starts the sweeps.</summary>
    /// <param name="config">Thresholds and times.</param>
    /// <param name="hosts">Every endpoint of the cluster.</param>
    /// <param name="time">The clock.</param>
    /// <param name="changed">Called after an endpoint was ejected or let back in.</param>
    public OutlierDetector(OutlierDetectionConfig config, IReadOnlyList<HostMonitor> hosts, TimeProvider time, Action changed)
    {
        Config = config;
        _hosts = hosts;
        _time = time;
        _changed = changed;
        _ejected = hosts.Count(host => host.Ejected);
        _sweep = time.CreateTimer(static state => ((OutlierDetector)state!).Sweep(), this, config.Interval, config.Interval);
    }

    /// <summary>Thresholds and times.</summary>
    public OutlierDetectionConfig Config { get; }

    /// <summary>Replaces the endpoints; those that stay keep what is remembered of them.</summary>
    public void Replace(IReadOnlyList<HostMonitor> hosts)
    {
        lock (_gate)
        {
            _hosts = hosts;
            _ejected = hosts.Count(host => host.Ejected);
        }
    }

    /// <summary>Counts an answer of an endpoint.</summary>
    public void Answered(HostMonitor host, int status)
    {
        if (status is < 500 or > 599)
        {
            if ((host.Consecutive5xx | host.ConsecutiveGatewayErrors) == 0)
                return;
            lock (_gate)
                host.Consecutive5xx = host.ConsecutiveGatewayErrors = 0;
            return;
        }

        bool ejected;
        lock (_gate)
            ejected = CountFailure(host, status);
        if (ejected)
            _changed();
    }

    /// <summary>Counts a failure on this side of the endpoint: no connection, a reset, or a timeout.</summary>
    /// <param name="host">The endpoint.</param>
    /// <param name="status">What it counts as unless local failures count apart: 503, or 504 for a timeout.</param>
    public void FailedLocally(HostMonitor host, int status)
    {
        if (!Config.SplitLocalOriginErrors)
        {
            Answered(host, status);
            return;
        }

        bool ejected;
        lock (_gate)
        {
            ejected = ++host.ConsecutiveLocalFailures == Config.ConsecutiveLocalOriginFailures && Eject(host);
            if (host.ConsecutiveLocalFailures >= Config.ConsecutiveLocalOriginFailures)
                host.ConsecutiveLocalFailures = 0;
        }

        if (ejected)
            _changed();
    }

    /// <summary>Counts a connection that was made.</summary>
    public void Connected(HostMonitor host)
    {
        if (host.ConsecutiveLocalFailures == 0)
            return;
        lock (_gate)
            host.ConsecutiveLocalFailures = 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _sweep.Dispose();

    private bool CountFailure(HostMonitor host, int status)
    {
        var ejected = false;
        host.ConsecutiveGatewayErrors = status is 502 or 503 or 504 ? host.ConsecutiveGatewayErrors + 1 : 0;
        if (Config.ConsecutiveGatewayErrors > 0 && host.ConsecutiveGatewayErrors == Config.ConsecutiveGatewayErrors)
        {
            ejected |= Eject(host);
            host.ConsecutiveGatewayErrors = 0;
        }

        if (++host.Consecutive5xx == Config.Consecutive5xx)
        {
            ejected |= Eject(host);
            host.Consecutive5xx = 0;
        }

        return ejected;
    }

    private bool Eject(HostMonitor host)
    {
        if (host.Ejected || 100.0 * (_ejected + 1) / _hosts.Count > Config.MaxEjectionPercent)
            return false;
        _ejected++;
        host.Ejected = true;
        host.EjectedAt = _time.GetTimestamp();
        if (Config.BaseEjectionTime * host.Backoff < MaximumTime + Config.BaseEjectionTime)
            host.Backoff++;
        return true;
    }

    private void Sweep()
    {
        var changed = false;
        lock (_gate)
        {
            foreach (var host in _hosts)
                changed |= SweepHost(host);
        }

        if (changed)
            _changed();
    }

    private bool SweepHost(HostMonitor host)
    {
        if (!host.Ejected)
        {
            if (host.Backoff > 0)
                host.Backoff--;
            return false;
        }

        var duration = Config.BaseEjectionTime * host.Backoff;
        if (duration > MaximumTime)
            duration = MaximumTime;
        if (_time.GetElapsedTime(host.EjectedAt) < duration)
            return false;
        host.Ejected = false;
        host.ResetFailures();
        _ejected--;
        return true;
    }

    private TimeSpan MaximumTime => Config.MaxEjectionTime > Config.BaseEjectionTime ? Config.MaxEjectionTime : Config.BaseEjectionTime;
}
