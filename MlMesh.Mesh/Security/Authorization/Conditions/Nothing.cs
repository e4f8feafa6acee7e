namespace MlMesh.Mesh.Security.Authorization.Conditions;

/// <summary>Never holds.</summary>
internal sealed class Nothing : AuthorizationCondition
{
    internal static readonly Nothing Instance = new();

    private Nothing()
    {
    }

    internal override bool Matches(in AuthorizationRequest request) => false;
}
