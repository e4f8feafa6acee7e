using MlMesh.Mesh.Explaining.Answers;

namespace MlMesh.Cli.Policy.Route;

/// <summary>A verdict of AuthorizationPolicies in JSON.</summary>
internal sealed record AuthorizationDocument(bool Allowed, string? Policy, int? Rule, string? File, int? Line, string Reason)
{
    public static AuthorizationDocument? Of(AuthorizationAnswer? answer) => answer is null
        ? null
        : new AuthorizationDocument(answer.Allowed, answer.Policy is { } policy ? $"{policy.Namespace}/{policy.Name}" : null, answer.Rule, answer.Location?.File, answer.Location?.Line, answer.Reason);
}
