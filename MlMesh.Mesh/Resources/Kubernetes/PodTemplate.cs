namespace MlMesh.Mesh.Resources;

/// <summary>What a workload makes its pods of.</summary>
[OtherFieldsIgnored]
public sealed record PodTemplate
{
    /// <summary>Their labels and annotations.</summary>
    public PodTemplateMetadata Metadata { get; init; } = new();

    /// <summary>Their containers.</summary>
    public PodSpec Spec { get; init; } = new();
}
