using System.Buffers;
using System.Buffers.Text;

namespace MlMesh.Mesh.Traffic.Http;

/// <summary>Writes a body in chunks onto a connection.</summary>
internal sealed class ChunkedStream(Stream connection) : WriteOnlyStream
{
    private const int Overhead = 20;
    private static readonly byte[] Last = "0\r\n\r\n"u8.ToArray();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
            return;
        var chunk = ArrayPool<byte>.Shared.Rent(buffer.Length + Overhead);
        Utf8Formatter.TryFormat(buffer.Length, chunk, out var count, 'x');
        "\r\n"u8.CopyTo(chunk.AsSpan(count));
        buffer.Span.CopyTo(chunk.AsSpan(count + 2));
        "\r\n"u8.CopyTo(chunk.AsSpan(count + 2 + buffer.Length));
        await connection.WriteAsync(chunk.AsMemory(0, count + 4 + buffer.Length), cancellationToken).ConfigureAwait(false);
        ArrayPool<byte>.Shared.Return(chunk);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => connection.FlushAsync(cancellationToken);

    /// <summary>Writes the last, empty chunk.</summary>
    public ValueTask EndAsync(CancellationToken cancellationToken) => connection.WriteAsync(Last, cancellationToken);
}
