using System.Collections.Frozen;
using MlMesh.Mesh.Routing;

namespace MlMesh.Mesh.Security.Tokens;

/// <summary>The claims of a verified token under one rule.</summary>
/// <param name="payload">All claims.</param>
/// <param name="spaceDelimited">Claims whose texts are split at spaces.</param>
internal sealed class TokenClaims(Claim payload, FrozenSet<string> spaceDelimited) : ITokenClaims
{
    /// <summary>Claims whose texts are split at spaces.</summary>
    public FrozenSet<string> SpaceDelimited => spaceDelimited;

    /// <inheritdoc/>
    public IReadOnlyList<string> Values(IReadOnlyList<string> path)
    {
        if (payload.Find(path) is not { } claim)
            return [];
        return path.Count == 1 && claim.Kind == ClaimKind.Text && spaceDelimited.Contains(path[0]) ? claim.Words : claim.Texts;
    }
}
