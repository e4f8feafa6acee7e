namespace MlMesh.Mesh.Traffic.Connections;

/// <summary>Owns connections and gets each back once after every exchange.</summary>
internal interface IConnectionOwner
{
    /// <summary>The exchange on a connection is over.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="reusable">Whether it can carry another request; otherwise it is closed.</param>
    void Released(UpstreamConnection connection, bool reusable);
}
