namespace MlMesh.Mesh.Security.Authorization;

/// <summary>Whether a request may pass, and which rule said so.</summary>
/// <param name="Allowed">It may pass.</param>
/// <param name="Rule">
/// The rule that decided, in Envoy's words <c>ns[ml]-policy[name]-rule[0]</c>; none when no ALLOW policy governs the workload, or when none of them matched.
/// </param>
public readonly record struct AuthorizationVerdict(bool Allowed, string? Rule)
{
    /// <summary>The body of a refusal, with status 403.</summary>
    public const string Body = "RBAC: access denied";

    /// <summary>How <see cref="Details"/> begins.</summary>
    internal const string RefusalDetails = "rbac_access_denied";

    /// <summary>Envoy's RESPONSE_CODE_DETAILS of a refusal; none when the request may pass.</summary>
    public string? Details => Allowed ? null : $"{RefusalDetails}_matched_policy[{Rule ?? "none"}]";
}
