using MlMesh.Mesh.Routing.Clusters;

namespace MlMesh.Mesh.Traffic.Connections;

/// <summary>Envoy's resource manager: what a cluster has in use, counted over all its endpoints. Guarded by <see cref="Gate"/>.</summary>
internal sealed class ClusterLimits(ConnectionPoolConfig config)
{
    /// <summary>Guards the counts and the pools of all endpoints.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The limits; replaced when a new policy changes them.</summary>
    public ConnectionPoolConfig Config { get; set; } = config;

    /// <summary>Open and opening connections.</summary>
    public uint Connections { get; set; }

    /// <summary>Requests that wait for a connection.</summary>
    public uint Pending { get; set; }

    /// <summary>Requests in flight on a connection.</summary>
    public uint Requests { get; set; }

    /// <summary>Retries in flight or waiting for their turn.</summary>
    public uint Retries { get; private set; }

    /// <summary>Takes the right to one more retry.</summary>
    public bool TryStartRetry()
    {
        lock (Gate)
        {
            if (Retries >= MaximumRetries())
                return false;
            Retries++;
            return true;
        }
    }

    /// <summary>Gives the right to a retry back.</summary>
    public void EndRetry()
    {
        lock (Gate)
            Retries--;
    }

    private uint MaximumRetries() => Config.RetryBudget is { } budget
        ? Math.Max(budget.MinimumConcurrency, (uint)(budget.Percent / 100 * (Requests + Pending)))
        : Config.MaxRetries;
}
