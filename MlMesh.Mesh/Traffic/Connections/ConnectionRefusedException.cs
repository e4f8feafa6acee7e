namespace MlMesh.Mesh.Traffic.Connections;

/// <summary>A connection could not be opened.</summary>
/// <param name="reason">Envoy's transport failure reason, for example <c>delayed connect error: Connection refused</c>.</param>
/// <param name="inner">The cause, if any.</param>
public sealed class ConnectionRefusedException(string reason, Exception? inner = null) : IOException(reason, inner)
{
    /// <summary>The reason when nothing listens.</summary>
    public const string Refused = "delayed connect error: Connection refused";
}
