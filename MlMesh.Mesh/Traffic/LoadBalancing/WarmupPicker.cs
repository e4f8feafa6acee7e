using System.Collections.Immutable;
using MlMesh.Mesh.Routing.Clusters;

namespace MlMesh.Mesh.Traffic.LoadBalancing;

/// <summary>
/// While some endpoint is young: earliest deadline first, where an endpoint's next turn comes one over its weight after its last, and its weight grows with its age.
/// Afterwards the usual picker takes over.
/// </summary>
/// <param name="hosts">The endpoints.</param>
/// <param name="config">The load balancer.</param>
/// <param name="time">The clock.</param>
/// <param name="warm">The picker for when no endpoint is young.</param>
internal sealed class WarmupPicker(ImmutableArray<UpstreamHost> hosts, LoadBalancerConfig config, TimeProvider time, IHostPicker warm) : IHostPicker
{
    private readonly WarmupConfig _warmup = config.Warmup!;
    private readonly PriorityQueue<UpstreamHost, (double Deadline, int Order)> _turns = new();
    private readonly Lock _gate = new();
    private double _now;
    private int _order;

    public UpstreamHost? Pick(ulong? hash)
    {
        if (!hosts.Any(host => Age(host) < _warmup.Duration))
            return warm.Pick(hash);
        lock (_gate)
        {
            if (_turns.Count == 0)
            {
                foreach (var host in hosts)
                    Enqueue(host);
            }
            _turns.TryDequeue(out var next, out var turn);
            _now = turn.Deadline;
            Enqueue(next!);
            return next;
        }
    }

    private void Enqueue(UpstreamHost host) => _turns.Enqueue(host, (_now + (1 / Weight(host)), _order++));

    private double Weight(UpstreamHost host)
    {
        var weight = host.Weight * WarmupShare.Of(_warmup, Age(host));
        return config.Kind == LoadBalancerKind.LeastRequest ? weight / (host.ActiveRequests + 1) : weight;
    }

    private TimeSpan Age(UpstreamHost host) => time.GetElapsedTime(host.Since);
}
