namespace MlMesh.Mesh.Resources;

/// <summary>Which direction.</summary>
public sealed record TracingSelector
{
    /// <summary>Client, server or both.</summary>
    public WorkloadMode Mode { get; init; }
}
