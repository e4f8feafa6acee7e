namespace MlMesh.Mesh.Resources;

/// <summary>A Kubernetes HorizontalPodAutoscaler.</summary>
[OtherFieldsIgnored]
public sealed record AutoscalerResource : KubernetesObject
{
    /// <summary>The workload that it scales.</summary>
    public ScaleTarget ScaleTargetRef { get; init; } = new();

    /// <summary>Fewest pods; absent: one.</summary>
    public uint? MinReplicas { get; init; }
}
