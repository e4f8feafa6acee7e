namespace MlMesh.Mesh.Security.Authorization;

/// <summary>What the policies under trial (annotation <c>istio.io/dry-run</c>) would have decided about a request; it changes nothing.</summary>
/// <param name="Deny">By the DENY policies under trial; none without any. Allowed means that none of their rules matched.</param>
/// <param name="Allow">By the ALLOW policies under trial; none without any. Not allowed, without a rule, means that none of their rules matched.</param>
public sealed record AuthorizationTrial(AuthorizationVerdict? Deny, AuthorizationVerdict? Allow);
