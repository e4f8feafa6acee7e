using MlMesh.Mesh.Routing;

namespace MlMesh.Mesh.Explaining;

/// <summary>Draws that repeat: SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014). Not thread-safe.</summary>
/// <param name="seed">The beginning; equal seeds give equal draws.</param>
public sealed class SeededRandom(ulong seed) : IRandom
{
    private ulong _state = seed;

    /// <inheritdoc />
    public ulong NextBits()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
