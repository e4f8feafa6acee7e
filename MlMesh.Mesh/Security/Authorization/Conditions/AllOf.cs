using System.Collections.Immutable;

namespace MlMesh.Mesh.Security.Authorization.Conditions;

/// <summary>Holds when all parts hold; without parts it holds.</summary>
internal sealed class AllOf(ImmutableArray<AuthorizationCondition> parts) : AuthorizationCondition
{
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
