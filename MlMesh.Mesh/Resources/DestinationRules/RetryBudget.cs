namespace MlMesh.Mesh.Resources;

/// <summary>Limit of concurrent retries.</summary>
public sealed record RetryBudget
{
    /// <summary>Of the concurrent requests; absent: 20.</summary>
    public double? Percent { get; init; }

    /// <summary>Always allowed; 0: 3.</summary>
    public uint MinRetryConcurrency { get; init; }
}
