namespace MlMesh.Mesh.Traffic.Http;

/// <summary>A body that is in memory; it can be sent any number of times.</summary>
/// <param name="bytes">The body.</param>
public sealed class BytesBody(ReadOnlyMemory<byte> bytes) : RequestBody
{
    /// <inheritdoc/>
    public override long? Length => bytes.Length;

    /// <inheritdoc/>
    public override bool MayDelayHead => !bytes.IsEmpty;

    /// <inheritdoc/>
    public override Task CopyToAsync(Stream destination, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(destination);
        return bytes.IsEmpty ? Task.CompletedTask : destination.WriteAsync(bytes, cancellationToken).AsTask();
    }
}
