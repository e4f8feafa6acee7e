namespace MlMesh.Mesh.Traffic.Http;

/// <summary>The body of a request, on its way through the proxy.</summary>
public abstract class RequestBody
{
    /// <summary>A request without body.</summary>
    public static RequestBody Empty { get; } = new BytesBody(ReadOnlyMemory<byte>.Empty);

    /// <summary>Its length in bytes; none when only its end will tell.</summary>
    public abstract long? Length { get; }

    /// <summary>Whether there is nothing to send.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>Whether the head may wait for the first bytes, because they are at hand or the source flushes by itself.</summary>
    public virtual bool MayDelayHead => false;

    /// <summary>Writes the whole body. May be called once, unless the body says otherwise.</summary>
    /// <param name="destination">Takes the bytes, without framing.</param>
    /// <param name="cancellationToken">Stops the copy.</param>
    /// <exception cref="IOException">The client went away.</exception>
    public abstract Task CopyToAsync(Stream destination, CancellationToken cancellationToken);
}
