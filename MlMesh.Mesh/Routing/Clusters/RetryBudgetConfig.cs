namespace MlMesh.Mesh.Routing.Clusters;

/// <summary>A limit of retries in flight relative to the traffic.</summary>
/// <param name="Percent">Share of the requests in flight, in percent.</param>
/// <param name="MinimumConcurrency">Retries that are always allowed.</param>
public sealed record RetryBudgetConfig(double Percent = 20, uint MinimumConcurrency = 3);
