using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Traffic;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar;

/// <summary>Sends copies of requests. A copy is tried once, its answer is read and dropped, and nothing about it reaches the client.</summary>
internal sealed class Mirrors(ClusterSet clusters, ClusterServices services, string ownAddress)
{
    /// <summary>Draws who gets a copy; none for most requests.</summary>
    public List<UpstreamCluster>? Draw(RouteEntry route)
    {
        List<UpstreamCluster>? drawn = null;
        foreach (var mirror in route.Mirrors)
        {
            if (mirror.Share.Draw(services.Random) && clusters.Find(mirror.Cluster) is { } cluster)
                (drawn ??= []).Add(cluster);
        }

        return drawn;
    }

    /// <summary>Sends one copy and returns at once.</summary>
    /// <param name="cluster">Who gets it.</param>
    /// <param name="exchange">The request as it is forwarded.</param>
    /// <param name="body">The copy's body.</param>
    /// <param name="hash">The consistent-hash key, if any.</param>
    /// <param name="timeout">The route's timeout, which cuts copies too.</param>
    public void Send(UpstreamCluster cluster, Exchange exchange, RequestBody body, ulong? hash, TimeSpan? timeout)
    {
        var copy = exchange.Request.CopyWith(body);
        exchange.Trace?.Mirror(copy.Headers);
        var forwarded = copy.Headers.Lines(HeaderNames.ForwardedFor);
        copy.Headers.Replace(HeaderNames.ForwardedFor, forwarded.Count == 0 ? ownAddress : $"{string.Join(',', forwarded.ToArray())},{ownAddress}");
        _ = SendAsync(cluster, copy, hash, timeout);
    }

    private async Task SendAsync(UpstreamCluster cluster, MeshRequest copy, ulong? hash, TimeSpan? timeout)
    {
        if (cluster.Pick(hash, originalDestination: null) is not { } host)
            return;
        using var deadline = timeout is { } limit ? new CancellationTokenSource(limit, services.Time) : null;
        var token = deadline?.Token ?? CancellationToken.None;
        var result = await host.SendAsync(copy, token).ConfigureAwait(false);
        if (result.Response is not { } response)
        {
            if (result.Reason != ResetReason.Overflow)
                cluster.FailedLocally(host, deadline is { IsCancellationRequested: true } ? 504 : 503);
            return;
        }

        cluster.Answered(host, response.Status);
        using (response)
        {
            try
            {
                await response.Body.CopyToAsync(Stream.Null, token).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is IOException or ObjectDisposedException or OperationCanceledException)
            {
                // Nobody waits for a copy's answer.
            }
        }
    }
}
