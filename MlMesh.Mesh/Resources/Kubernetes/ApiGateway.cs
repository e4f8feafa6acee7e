namespace MlMesh.Mesh.Resources;

/// <summary>A Gateway of the Kubernetes Gateway API.</summary>
[OtherFieldsIgnored]
public sealed record ApiGateway : KubernetesObject
{
    /// <summary>Who carries it out, such as <c>istio</c> or <c>istio-waypoint</c>.</summary>
    public string GatewayClassName { get; init; } = "";

    /// <summary>The service accounts that Istio gives its pods: a waypoint's has its name, any other's also its class.</summary>
    internal IEnumerable<string> ServiceAccounts => [Name, $"{Name}-{GatewayClassName}"];

    /// <summary>What it listens to.</summary>
    public IReadOnlyList<ApiGatewayListener> Listeners { get; init; } = [];
}
