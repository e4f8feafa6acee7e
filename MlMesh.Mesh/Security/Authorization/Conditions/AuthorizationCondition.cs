namespace MlMesh.Mesh.Security.Authorization.Conditions;

/// <summary>One compiled condition of a rule.</summary>
internal abstract class AuthorizationCondition
{
    /// <summary>How much asking it costs, roughly in comparisons of two short texts; of several conditions the cheap ones are asked first.</summary>
    internal virtual int Cost => 1;

    internal abstract bool Matches(in AuthorizationRequest request);
}
