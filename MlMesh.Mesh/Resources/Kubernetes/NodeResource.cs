namespace MlMesh.Mesh.Resources;

/// <summary>A Kubernetes Node.</summary>
[OtherFieldsIgnored]
public sealed record NodeResource : KubernetesObject;
