namespace MlMesh.Mesh.Resources;

/// <summary>Who may call what (Istio's AuthorizationPolicy).</summary>
public sealed record AuthorizationPolicy : MeshResource
{
    /// <summary>Workloads that it applies to; absent: all of the namespace.</summary>
    public MatchLabelsSelector? Selector { get; init; }

    /// <summary>Deprecated: a gateway or service that it applies to.</summary>
    [ClusterOnly("waypoints and gateways of the Gateway API are not part of the local mesh")]
    public PolicyTargetReference? TargetRef { get; init; }

    /// <summary>Gateways or services that it applies to.</summary>
    [ClusterOnly("waypoints and gateways of the Gateway API are not part of the local mesh")]
    public IReadOnlyList<PolicyTargetReference> TargetRefs { get; init; } = [];

    /// <summary>The rules; none: nothing matches.</summary>
    public IReadOnlyList<AuthorizationRule> Rules { get; init; } = [];

    /// <summary>What a match means.</summary>
    public AuthorizationAction Action { get; init; }

    /// <summary>Who decides, for Custom.</summary>
    [OneOf("action_detail")]
    public AuthorizationProvider? Provider { get; init; }
}
