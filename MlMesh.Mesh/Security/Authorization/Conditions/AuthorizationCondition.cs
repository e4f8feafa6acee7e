namespace MlMesh.Mesh.Security.Authorization.Conditions;

/// <summary>One compiled condition of a rule.</summary>
internal abstract class AuthorizationCondition
{
    internal abstract bool Matches(in AuthorizationRequest request);
}
