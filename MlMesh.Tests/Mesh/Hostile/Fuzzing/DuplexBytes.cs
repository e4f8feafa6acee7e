namespace MlMesh.Tests.Mesh.Hostile.Fuzzing;

/// <summary>A connection whose peer has sent everything and left: gives out its bytes a few at a time, and keeps what is written.</summary>
/// <param name="incoming">What the peer has sent.</param>
internal sealed class DuplexBytes(byte[] incoming) : Stream
{
    private const int Step = 7;

    private readonly MemoryStream _written = new();
    private int _read;

    /// <summary>What was written to the peer.</summary>
    public byte[] Written => _written.ToArray();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var size = Math.Min(Math.Min(count, Step), incoming.Length - _read);
        incoming.AsSpan(_read, size).CopyTo(buffer.AsSpan(offset));
        _read += size;
        return size;
    }

    public override void Write(byte[] buffer, int offset, int count) => _written.Write(buffer, offset, count);

    public override void Flush()
    {
        // Nothing is held back.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
