namespace MlMesh.Mesh.Routing;

/// <summary>Draws from <see cref="Random.Shared"/>: the source to use outside of tests.</summary>
public sealed class SharedRandom : IRandom
{
    private SharedRandom()
    {
    }

    /// <summary>The only instance.</summary>
    public static SharedRandom Instance { get; } = new();

    /// <inheritdoc />
    public ulong NextBits() => (ulong)Random.Shared.NextInt64(long.MinValue, long.MaxValue);
}
