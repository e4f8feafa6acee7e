using System.Buffers.Binary;
using MlMesh.Mesh.Routing;

namespace MlMesh.Tests.Mesh.Traffic;

/// <summary>Draws that are the same in every run.</summary>
internal sealed class SeededRandom(int seed) : IRandom
{
    private readonly Random _random = new(seed);

    public ulong NextBits()
    {
        Span<byte> bytes = stackalloc byte[8];
        lock (_random)
            _random.NextBytes(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }
}
