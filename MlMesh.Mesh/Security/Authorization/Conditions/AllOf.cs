using System.Collections.Immutable;

namespace MlMesh.Mesh.Security.Authorization.Conditions;

/// <summary>Holds when all parts hold; without parts it holds.</summary>
internal sealed class AllOf(ImmutableArray<AuthorizationCondition> parts) : AuthorizationCondition
{
    /// <summary>The parts as one condition, those that are themselves such a list taken apart; what is cheap to ask, and often fails, comes first.</summary>
    internal static AuthorizationCondition Of(IEnumerable<AuthorizationCondition> parts)
    {
        var flat = parts.SelectMany(part => part is AllOf all ? all.Parts : [part]).OrderBy(part => part.Cost).ToImmutableArray();
        return flat.Length == 1 ? flat[0] : new AllOf(flat);
    }

    private ImmutableArray<AuthorizationCondition> Parts => parts;

    internal override int Cost => parts.Sum(part => part.Cost);

    internal override bool Matches(in AuthorizationRequest request)
    {
        foreach (var part in parts)
        {
            if (!part.Matches(request))
                return false;
        }
        return true;
    }
}
