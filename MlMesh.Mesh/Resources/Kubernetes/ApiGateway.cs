namespace MlMesh.Mesh.Resources;

/// <summary>A Gateway of the Kubernetes Gateway API.</summary>
[OtherFieldsIgnored]
public sealed record ApiGateway : KubernetesObject
{
    /// <summary>What it listens to.</summary>
    public IReadOnlyList<ApiGatewayListener> Listeners { get; init; } = [];
}
