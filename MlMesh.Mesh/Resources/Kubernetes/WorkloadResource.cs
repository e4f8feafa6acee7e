namespace MlMesh.Mesh.Resources;

/// <summary>A Kubernetes object that makes pods of a template: a Deployment, StatefulSet, DaemonSet or ReplicaSet.</summary>
[OtherFieldsIgnored]
public sealed record WorkloadResource : KubernetesObject
{
    /// <summary>How many pods it makes; absent: one.</summary>
    public uint? Replicas { get; init; }

    /// <summary>What its pods are made of.</summary>
    public PodTemplate Template { get; init; } = new();
}
