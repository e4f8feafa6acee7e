namespace MlMesh.Mesh.Traffic.Http;

/// <summary>An answer on its way to the client. Disposing it before the body's end aborts the exchange.</summary>
public sealed class MeshResponse : IDisposable
{
    /// <summary>HTTP status.</summary>
    public required int Status { get; set; }

    /// <summary>The headers, without framing headers that count.</summary>
    public HeaderList Headers { get; init; } = new();

    /// <summary>The body, without framing.</summary>
    public Stream Body { get; set; } = Stream.Null;

    /// <summary>The body's length in bytes; none when only its end will tell.</summary>
    public long? Length { get; set; }

    /// <inheritdoc/>
    public void Dispose() => Body.Dispose();
}
