using System.Collections.Concurrent;
using MlMesh.Mesh.Routing;

namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>Keeps the labels of exchanges that look the same in metrics, as nearly all do: two dozen labels are dear to put together for every request.</summary>
internal sealed class IstioLabelCache
{
    /// <summary>So many that a mesh has its series, and so few that hosts which nobody knows do not fill the memory.</summary>
    private const int MostEntries = 2000;

    private readonly ConcurrentDictionary<Key, KeyValuePair<string, object?>[]> _labels = new();

    /// <summary>The labels of an exchange.</summary>
    public ReadOnlySpan<KeyValuePair<string, object?>> Of(Exchange exchange)
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
        if (_labels.TryGetValue(key, out var labels))
            return labels;
        labels = [.. IstioLabels.Of(exchange)];
        if (_labels.Count < MostEntries)
            _labels.TryAdd(key, labels);
        return labels;
    }

    private readonly record struct Key(
        ListenerKind Listener, Identity Peer, Identity Upstream, string Service, int Status, string Flags, string? PeerIdentity, bool Grpc, Identity Own);

    // A workload is compared by its name: comparing all its labels costs more than the cache saves.
    private readonly record struct Identity(string? Namespace, string? Name, string? Version)
    {
        public static implicit operator Identity(Workload? workload) =>
            new(workload?.Namespace, workload?.Name, workload?.Labels.GetValueOrDefault("version"));
    }
}
