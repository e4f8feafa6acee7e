namespace MlMesh.Mesh.Resources;

/// <summary>An HTTPRoute or GRPCRoute of the Kubernetes Gateway API.</summary>
[OtherFieldsIgnored]
public sealed record ApiRoute : KubernetesObject;
