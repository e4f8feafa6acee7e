using System.Collections.Concurrent;
using MlMesh.Mesh.Routing.Clusters;

namespace MlMesh.Mesh.Traffic;

/// <summary>The clusters of one proxy that have been used so far. A new policy is applied to them in place.</summary>
internal sealed class ClusterSet(ClusterServices services, Func<string, ClusterConfig?> configure) : IDisposable
{
    private readonly ConcurrentDictionary<string, UpstreamCluster> _clusters = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private Func<string, ClusterConfig?> _configure = configure;

    /// <summary>A cluster by Envoy's name; none when the policy has no such cluster.</summary>
    public UpstreamCluster? Find(string name) => _clusters.TryGetValue(name, out var cluster) ? cluster : Start(name);

    /// <summary>Takes over a new policy. A cluster that did not change keeps all it knows.</summary>
    /// <param name="configure">Gives the configuration of a cluster under the new policy.</param>
    public void Apply(Func<string, ClusterConfig?> configure)
    {
        lock (_gate)
        {
            _configure = configure;
            foreach (var (name, cluster) in _clusters)
            {
                if (configure(name) is not { } config)
                {
                    _clusters.TryRemove(name, out _);
                    cluster.Dispose();
                }
                else if (!config.Equals(cluster.Config))
                {
                    cluster.Apply(config);
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var cluster in _clusters.Values)
            cluster.Dispose();
        _clusters.Clear();
    }

    private UpstreamCluster? Start(string name)
    {
        lock (_gate)
        {
            if (_clusters.TryGetValue(name, out var cluster))
                return cluster;
            if (_configure(name) is not { } config)
                return null;
            return _clusters[name] = new UpstreamCluster(config, services);
        }
    }
}
