namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>What the mesh port knows of a connection; the requests on it find it among their features.</summary>
/// <param name="Connection">The connection, with the peer's identity when it has proved one.</param>
internal sealed record MeshPeer(DownstreamConnection Connection)
{
    /// <summary>Whether the connection is TLS.</summary>
    public bool IsSecure => Connection.PeerIdentity is not null;
}
