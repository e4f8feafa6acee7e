namespace MlMesh.Mesh.Traffic.Http;

/// <summary>A body that is read from a stream, once.</summary>
/// <param name="stream">Yields the body, without framing.</param>
/// <param name="length">Its length in bytes, or none.</param>
public sealed class StreamBody(Stream stream, long? length) : RequestBody
{
    /// <inheritdoc/>
    public override long? Length => length;

    /// <inheritdoc/>
    public override Task CopyToAsync(Stream destination, CancellationToken cancellationToken) => stream.CopyToAsync(destination, cancellationToken);
}
