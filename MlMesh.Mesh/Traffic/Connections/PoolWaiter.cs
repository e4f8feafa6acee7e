namespace MlMesh.Mesh.Traffic.Connections;

/// <summary>A request that waits for a connection.</summary>
internal sealed class PoolWaiter() : TaskCompletionSource<PoolOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
