namespace MlMesh.Mesh.Resources;

/// <summary>A Kubernetes ServiceAccount.</summary>
[OtherFieldsIgnored]
public sealed record ServiceAccountResource : KubernetesObject;
