using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using MlMesh.Mesh.Routing;

namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>
/// The series of Istio's standard metrics. Nearly all exchanges look like one before, and two dozen labels are dear to put together, and to look up in a meter, for every
/// request. Thread-safe.
/// </summary>
internal sealed class IstioSeriesSet
{
    /// <summary>So many that a mesh has its series, and so few that hosts which nobody knows do not fill the memory.</summary>
    private const int MostEntries = 2000;

    // What does not fit, under the label that OpenTelemetry has for it.
    private readonly IstioSeries _overflow = new([new("otel.metric.overflow", true)]);
    private readonly ConcurrentDictionary<Key, IstioSeries> _series = new();

    /// <summary>The counts of all series.</summary>
    public IEnumerable<Measurement<long>> Counts()
    {
        foreach (var (_, series) in _series)
            yield return series.Measurement;
        if (_overflow.Measurement is { Value: > 0 } others)
            yield return others;
    }

    /// <summary>The series of an exchange.</summary>
    public IstioSeries Of(Exchange exchange)
    {
        var key = new Key(
            exchange.Listener,
            exchange.Connection.Peer,
            exchange.Upstream?.Workload,
            exchange.ClusterConfig?.Host is { Length: > 0 } host ? host : exchange.Authority,
            exchange.Status,
            exchange.Flags,
            exchange.Connection.PeerIdentity,
            exchange.Request.IsGrpc,
            exchange.Workload);
        if (_series.TryGetValue(key, out var series))
            return series;
        return _series.Count < MostEntries ? _series.GetOrAdd(key, static (_, exchange) => new IstioSeries([.. IstioLabels.Of(exchange)]), exchange) : _overflow;
    }

    private readonly record struct Key(
        ListenerKind Listener, Identity Peer, Identity Upstream, string Service, int Status, string Flags, string? PeerIdentity, bool Grpc, Identity Own)
    {
        // Few fields tell most series apart; the others only have to be equal.
        public override int GetHashCode() => HashCode.Combine(Listener, Status, Peer.Name, Upstream.Name, Service);
    }

    // A workload is compared by its name: comparing all its labels costs more than the set saves.
    private readonly record struct Identity(string? Namespace, string? Name, string? Version)
    {
        public static implicit operator Identity(Workload? workload) => new(workload?.Namespace, workload?.Name, workload?.Version);
    }
}
