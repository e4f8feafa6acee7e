namespace MlMesh.Mesh.Traffic.Connections;

/// <summary>What a pool has for a request: a connection, or the reason why there is none.</summary>
internal readonly record struct PoolOutcome(UpstreamConnection? Connection, ResetReason Reason = ResetReason.None, string? TransportFailure = null);
