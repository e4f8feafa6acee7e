using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.Filters.External;

/// <summary>Takes the first bytes of a body, and ends the copy at the first byte more.</summary>
internal sealed class BeginningStream(uint most) : WriteOnlyStream
{
    private readonly MemoryStream _taken = new();

    /// <summary>What came, up to the most.</summary>
    public ReadOnlyMemory<byte> Taken => _taken.ToArray();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var room = (int)Math.Min(most - _taken.Length, buffer.Length);
        _taken.Write(buffer.Span[..room]);
        return room < buffer.Length ? throw new FullException() : ValueTask.CompletedTask;
    }

    protected override void Dispose(bool disposing)
    {
        _taken.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>There is more than fits.</summary>
    internal sealed class FullException() : IOException("The body is larger than the authorizer takes.");
}
