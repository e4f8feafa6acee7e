using MlMesh.Mesh.Routing;

namespace MlMesh.Tests.Mesh.Routing;

/// <summary>Draws that a test states.</summary>
internal sealed class FixedRandom(params ulong[] draws) : IRandom
{
    private int _next;

    public ulong NextBits() => draws.Length == 0 ? 0 : draws[_next++ % draws.Length];
}
