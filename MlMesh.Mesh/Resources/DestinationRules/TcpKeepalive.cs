namespace MlMesh.Mesh.Resources;

/// <summary>Keep-alive probes.</summary>
public sealed record TcpKeepalive
{
    /// <summary>How many may fail.</summary>
    public uint Probes { get; init; }

    /// <summary>Idle time before the first.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Time between two.</summary>
    public TimeSpan? Interval { get; init; }
}
