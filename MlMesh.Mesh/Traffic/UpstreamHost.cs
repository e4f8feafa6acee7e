using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Traffic.Connections;
using MlMesh.Mesh.Traffic.Http;
using MlMesh.Mesh.Traffic.Outliers;

namespace MlMesh.Mesh.Traffic;

/// <summary>One endpoint of a cluster at run time: its connections and its health.</summary>
internal sealed class UpstreamHost(Endpoint endpoint, ClusterLimits limits, IConnector connector, TimeProvider time)
{
    private readonly ConnectionPool _pool = new(endpoint, limits, connector, time);

    /// <summary>Where it is.</summary>
    public Endpoint Endpoint { get; } = endpoint;

    /// <summary>Its share in load balancing.</summary>
    public ulong Weight => Math.Max(1u, Endpoint.Weight);

    /// <summary>Timestamp since when it is part of the cluster.</summary>
    public long Since { get; } = time.GetTimestamp();

    /// <summary>What outlier detection remembers of it.</summary>
    public HostMonitor Monitor { get; } = new();

    /// <summary>Requests in flight to it.</summary>
    public int ActiveRequests => _pool.ActiveRequests;

    /// <summary>Sends a request to it and waits for the answer's head.</summary>
    public ValueTask<UpstreamResult> SendAsync(MeshRequest request, CancellationToken cancellationToken)
    {
        var acquired = _pool.AcquireAsync(cancellationToken);
        if (!acquired.IsCompletedSuccessfully)
            return SendWhenConnectedAsync(acquired.AsTask(), request, cancellationToken);
        var outcome = acquired.Result;
        return outcome.Connection is { } connection
            ? connection.ExchangeAsync(request, cancellationToken)
            : ValueTask.FromResult(new UpstreamResult(outcome.Reason, outcome.TransportFailure));
    }

    /// <summary>Closes its connections, those in use after their exchange.</summary>
    public void Close() => _pool.Close();

    private static async ValueTask<UpstreamResult> SendWhenConnectedAsync(Task<PoolOutcome> acquired, MeshRequest request, CancellationToken cancellationToken)
    {
        var outcome = await acquired.ConfigureAwait(false);
        return outcome.Connection is { } connection
            ? await connection.ExchangeAsync(request, cancellationToken).ConfigureAwait(false)
            : new UpstreamResult(outcome.Reason, outcome.TransportFailure);
    }
}
