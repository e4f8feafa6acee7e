namespace MlMesh.Mesh.Resources;

/// <summary>Which direction.</summary>
public sealed record AccessLoggingSelector
{
    /// <summary>Client, server or both.</summary>
    public WorkloadMode Mode { get; init; }
}
