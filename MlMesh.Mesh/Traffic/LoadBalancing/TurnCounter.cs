namespace MlMesh.Mesh.Traffic.LoadBalancing;

/// <summary>Counts turns of a cycle from a random start.</summary>
internal sealed class TurnCounter(ulong start)
{
    private ulong _next = start;

    /// <summary>The number of the next turn.</summary>
    public ulong Next() => Interlocked.Increment(ref _next);
}
