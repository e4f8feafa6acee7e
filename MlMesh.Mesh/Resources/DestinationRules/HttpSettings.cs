namespace MlMesh.Mesh.Resources;

/// <summary>Limits on requests.</summary>
public sealed record HttpSettings
{
    /// <summary>Most requests that wait for a connection; 0: no limit.</summary>
    public int Http1MaxPendingRequests { get; init; }

    /// <summary>Most concurrent requests, of HTTP/1.1 too; 0: no limit.</summary>
    public int Http2MaxRequests { get; init; }

    /// <summary>Requests after which a connection is closed; 0: no limit; 1: no keep-alive.</summary>
    public int MaxRequestsPerConnection { get; init; }

    /// <summary>Most concurrent retries; 0: no limit.</summary>
    public int MaxRetries { get; init; }

    /// <summary>Time without a request after which a connection is closed.</summary>
    public TimeSpan? IdleTimeout { get; init; }

    /// <summary>Whether HTTP/1.1 becomes HTTP/2.</summary>
    public H2UpgradePolicy H2UpgradePolicy { get; init; }

    /// <summary>Whether the caller's protocol is kept.</summary>
    [ClusterOnly("the local mesh speaks HTTP/1.1")]
    public bool UseClientProtocol { get; init; }

    /// <summary>Most streams of an HTTP/2 connection; 0: no limit.</summary>
    [ClusterOnly("the local mesh speaks HTTP/1.1")]
    public int MaxConcurrentStreams { get; init; }
}
