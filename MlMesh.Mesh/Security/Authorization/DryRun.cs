using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Security.Authorization;

/// <summary>The annotation that keeps a policy from being enforced.</summary>
internal static class DryRun
{
    private const string Annotation = "istio.io/dry-run";

    /// <summary>Whether a policy is only tried. Any spelling that Go takes for true counts; admission refuses what is no boolean.</summary>
    internal static bool Is(AuthorizationPolicy policy) =>
        policy.Annotations.GetValueOrDefault(Annotation) is "1" or "t" or "T" or "true" or "TRUE" or "True";
}
