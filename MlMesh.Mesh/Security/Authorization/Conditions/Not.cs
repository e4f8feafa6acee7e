namespace MlMesh.Mesh.Security.Authorization.Conditions;

/// <summary>Holds when the other does not, so also for a caller without the attribute at all.</summary>
internal sealed class Not(AuthorizationCondition condition) : AuthorizationCondition
{
    internal override int Cost => condition.Cost;

    internal override bool Matches(in AuthorizationRequest request) => !condition.Matches(request);
}
