namespace MlMesh.Mesh.Traffic.Http;

/// <summary>Bytes that are no acceptable HTTP/1.1 message.</summary>
/// <param name="status">The status to answer a request with: 400, 431 or 501.</param>
/// <param name="reason">What is wrong.</param>
internal sealed class MalformedMessageException(int status, string reason) : IOException(reason)
{
    /// <summary>The status to answer a request with.</summary>
    public int Status { get; } = status;
}
