using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Explaining.Answers;

/// <summary>What the RequestAuthentications and AuthorizationPolicies of a workload say.</summary>
/// <param name="Allowed">The request may pass.</param>
/// <param name="Policy">The policy that decided; null when none governs the workload, or when none of its ALLOW policies matched.</param>
/// <param name="Rule">Index of the policy's rule that decided, from 0.</param>
/// <param name="Location">Where the policy is written.</param>
/// <param name="Reason">The decision in words.</param>
public sealed record AuthorizationAnswer(bool Allowed, ResourceId? Policy, int? Rule, SourceLocation? Location, string Reason)
{
    /// <summary>The status of a refusal: 403, or 401 for a token that is not accepted.</summary>
    public int Status { get; init; } = 403;
}
