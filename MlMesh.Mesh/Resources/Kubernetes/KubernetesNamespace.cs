namespace MlMesh.Mesh.Resources;

/// <summary>A Kubernetes Namespace.</summary>
[OtherFieldsIgnored]
public sealed record KubernetesNamespace : MeshResource;
