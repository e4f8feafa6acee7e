namespace MlMesh.Mesh.Traffic.LoadBalancing;

/// <summary>Chooses one of a cluster's usable endpoints. Immutable but for counters; thread-safe.</summary>
internal interface IHostPicker
{
    /// <summary>Chooses an endpoint; none when there are none.</summary>
    /// <param name="hash">The request's consistent-hash key, if it has one.</param>
    UpstreamHost? Pick(ulong? hash);
}
