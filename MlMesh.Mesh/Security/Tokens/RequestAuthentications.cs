using System.Collections.Immutable;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Security.Authorization;

namespace MlMesh.Mesh.Security.Tokens;

/// <summary>Which tokens a workload accepts.</summary>
internal static class RequestAuthentications
{
    /// <summary>
    /// The rules of all RequestAuthentications that govern a workload, those of the root namespace first; then, as istiod does, by issuer. The order decides
    /// whose claims count when several tokens are good.
    /// </summary>
    public static ImmutableArray<JwtRule> For(MeshResources resources, Workload workload)
    {
        var root = resources.Mesh.RootNamespace;
        return
        [
            .. resources.RequestAuthentications
                .Where(policy => PolicyScope.Governs(policy, workload, root))
                .OrderBy(policy => policy.Namespace != root)
                .SelectMany(policy => policy.JwtRules)
                .OrderBy(rule => rule.Issuer, StringComparer.Ordinal),
        ];
    }
}
