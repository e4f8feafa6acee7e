namespace MlMesh.Mesh.Resources;

/// <summary>Which tokens are accepted (Istio's RequestAuthentication).</summary>
public sealed record RequestAuthentication : MeshResource
{
    /// <summary>Workloads that it applies to; absent: all of the namespace.</summary>
    public MatchLabelsSelector? Selector { get; init; }

    /// <summary>Deprecated: a gateway or service that it applies to.</summary>
    public PolicyTargetReference? TargetRef { get; init; }

    /// <summary>Gateways or services that it applies to.</summary>
    public IReadOnlyList<PolicyTargetReference> TargetRefs { get; init; } = [];

    /// <summary>The issuers.</summary>
    public IReadOnlyList<JwtRule> JwtRules { get; init; } = [];
}
