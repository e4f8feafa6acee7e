namespace MlMesh.Mesh.Resources;

/// <summary>Limits on connections.</summary>
public sealed record TcpSettings
{
    /// <summary>Most connections to the host; 0: no limit.</summary>
    public int MaxConnections { get; init; }

    /// <summary>Time to connect; absent: 10 s.</summary>
    public TimeSpan? ConnectTimeout { get; init; }

    /// <summary>Keep-alive probes.</summary>
    [ClusterOnly("local connections are loopback")]
    public TcpKeepalive? TcpKeepalive { get; init; }

    /// <summary>Longest life of a connection.</summary>
    public TimeSpan? MaxConnectionDuration { get; init; }

    /// <summary>Time without use after which a connection is closed.</summary>
    [ClusterOnly("TCP is not proxied by the local mesh")]
    public TimeSpan? IdleTimeout { get; init; }
}
