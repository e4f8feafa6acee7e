namespace MlMesh.Mesh.Security.Authorization.Conditions;

/// <summary>The method token; letter case counts, and HEAD is not GET.</summary>
internal sealed class MethodCondition(string value) : AuthorizationCondition
{
    private readonly StringPattern _pattern = StringPattern.Parse(value);

    internal override bool Matches(in AuthorizationRequest request) => _pattern.Matches(request.Head.Method);
}
