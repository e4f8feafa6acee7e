namespace MlMesh.Gateway.Console;

/// <summary>Collects bytes up to a limit, and forgets them all when there are more.</summary>
internal sealed class BoundedCopy(int limit)
{
    private byte[] _bytes = [];
    private int _length;

    /// <summary>Whether more came than the limit allows.</summary>
    public bool Overflown { get; private set; }

    /// <summary>Adds a copy of the bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (Overflown)
            return;
        if (bytes.Length > limit - _length)
        {
            Overflown = true;
            _bytes = [];
            return;
        }
        // Most bodies come in one piece, which then fits exactly.
        if (_length + bytes.Length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Min(limit, Math.Max(_length + bytes.Length, 2 * _bytes.Length)));
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>What was collected; nothing when it was too much.</summary>
    public byte[] ToArray() => Overflown ? [] : _length == _bytes.Length ? _bytes : _bytes[.._length];
}
