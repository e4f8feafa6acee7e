namespace MlMesh.Mesh.Resources;

/// <summary>
/// A Kubernetes object that the mesh itself has no use for, and that the analysis of a policy looks at. It may say anything: what cannot be read is left out.
/// </summary>
public abstract record KubernetesObject : MeshResource;
