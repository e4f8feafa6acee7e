using MlMesh.Mesh.Routing;

namespace MlMesh.Mesh.Explaining;

/// <summary>Stands for the draw where every outcome is looked at anyway.</summary>
internal sealed class FirstDestination : IRandom
{
    public static FirstDestination Instance { get; } = new();

    public ulong NextBits() => 0;
}
