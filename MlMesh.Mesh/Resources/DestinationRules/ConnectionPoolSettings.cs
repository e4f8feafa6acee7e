namespace MlMesh.Mesh.Resources;

/// <summary>Limits on connections and requests.</summary>
public sealed record ConnectionPoolSettings
{
    /// <summary>For all protocols.</summary>
    public TcpSettings? Tcp { get; init; }

    /// <summary>For HTTP.</summary>
    public HttpSettings? Http { get; init; }
}
