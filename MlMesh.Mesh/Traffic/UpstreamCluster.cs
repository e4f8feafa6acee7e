using System.Collections.Concurrent;
using System.Collections.Immutable;
using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Traffic.Connections;
using MlMesh.Mesh.Traffic.LoadBalancing;
using MlMesh.Mesh.Traffic.Outliers;

namespace MlMesh.Mesh.Traffic;

/// <summary>A cluster of one proxy at run time. It lives as long as a policy names it, whatever else changes: connections, counts and ejections survive a reload.</summary>
internal sealed class UpstreamCluster : IDisposable
{
    private readonly ClusterServices _services;
    private readonly MergeWindow _window;
    private readonly TurnCounter _turn;
    private readonly TurnCounter _turnInPanic;
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<Endpoint, UpstreamHost> _originalDestinations = new();
    private volatile State _state;
    private OutlierDetector? _outliers;

    /// <summary>Starts a cluster.</summary>
    public UpstreamCluster(ClusterConfig config, ClusterServices services)
    {
        _services = services;
        Limits = new ClusterLimits(config.Pool);
        _window = new MergeWindow(services.Time, Rebuild);
        var start = services.Random.NextBits();
        _turn = new TurnCounter(start);
        _turnInPanic = new TurnCounter(start);
        _state = new State(config, [], new RandomPicker([], services.Random));
        Apply(config);
    }

    /// <summary>What is configured.</summary>
    public ClusterConfig Config => _state.Config;

    /// <summary>What is in use, over all endpoints.</summary>
    public ClusterLimits Limits { get; }

    /// <summary>Takes over a new configuration; endpoints that stay keep their state.</summary>
    public void Apply(ClusterConfig config)
    {
        lock (Limits.Gate)
            Limits.Config = config.Pool;
        var before = _state;
        var known = before.Hosts.ToDictionary(host => host.Endpoint);
        var hosts = config.Endpoints
            .Select(endpoint => known.TryGetValue(endpoint, out var host) ? host : new UpstreamHost(endpoint, Limits, _services.Connector, _services.Time))
            .ToImmutableArray();
        _state = new State(config, hosts, before.Picker);
        ReplaceOutliers(config, hosts);
        Rebuild();
        foreach (var gone in before.Hosts.Except(hosts))
            gone.Close();
    }

    /// <summary>Chooses an endpoint.</summary>
    /// <param name="hash">The request's consistent-hash key, if any.</param>
    /// <param name="originalDestination">Where the client connected to; an original-destination cluster goes there.</param>
    public UpstreamHost? Pick(ulong? hash, Endpoint? originalDestination)
    {
        var state = _state;
        return state.Config.Kind switch
        {
            ClusterKind.OriginalDestination => originalDestination is null ? null : OriginalDestination(originalDestination),
            ClusterKind.BlackHole => null,
            _ => state.Picker.Pick(hash),
        };
    }

    /// <summary>Counts an answer.</summary>
    public void Answered(UpstreamHost host, int status) => _outliers?.Answered(host.Monitor, status);

    /// <summary>Counts a failure on this side of the endpoint.</summary>
    /// <param name="host">The endpoint.</param>
    /// <param name="status">503, or 504 for a timeout.</param>
    public void FailedLocally(UpstreamHost host, int status) => _outliers?.FailedLocally(host.Monitor, status);

    /// <summary>Counts an exchange that at least reached the endpoint.</summary>
    public void Connected(UpstreamHost host) => _outliers?.Connected(host.Monitor);

    /// <inheritdoc/>
    public void Dispose()
    {
        _outliers?.Dispose();
        _window.Dispose();
        foreach (var host in _state.Hosts.Concat(_originalDestinations.Values))
            host.Close();
    }

    private UpstreamHost OriginalDestination(Endpoint endpoint) => _originalDestinations.GetOrAdd(
        Config is { Transport: EndpointTransport.Plaintext } && endpoint is { Transport: EndpointTransport.Plaintext }
            ? endpoint
            : endpoint with { Transport = Config.Transport, ServerName = Config.ServerName, SubjectAltNames = Config.SubjectAltNames, Tls = Config.Tls },
        static (endpoint, cluster) => new UpstreamHost(endpoint, cluster.Limits, cluster._services.Connector, cluster._services.Time),
        this);

    private void ReplaceOutliers(ClusterConfig config, ImmutableArray<UpstreamHost> hosts)
    {
        var monitors = hosts.Select(host => host.Monitor).ToList();
        if (_outliers is { } running && running.Config == config.OutlierDetection)
        {
            running.Replace(monitors);
            return;
        }

        _outliers?.Dispose();
        _outliers = config.OutlierDetection is { } detection ? new OutlierDetector(detection, monitors, _services.Time, _window.Changed) : null;
        if (_outliers is null)
            monitors.ForEach(monitor => monitor.Ejected = false);
    }

    private void Rebuild()
    {
        lock (_gate)
        {
            var state = _state;
            var healthy = state.Hosts.RemoveAll(host => host.Monitor.Ejected);
            var minimum = state.Config.OutlierDetection?.MinHealthPercent ?? 0;
            var panic = state.Hosts.Length > 0 && 100 * healthy.Length / state.Hosts.Length < minimum;
            _state = state with { Picker = PickerFactory.Create(state.Config.LoadBalancer, panic ? state.Hosts : healthy, _services, panic ? _turnInPanic : _turn) };
        }
    }

    private sealed record State(ClusterConfig Config, ImmutableArray<UpstreamHost> Hosts, IHostPicker Picker);
}
