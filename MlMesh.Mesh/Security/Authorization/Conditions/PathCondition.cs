namespace MlMesh.Mesh.Security.Authorization.Conditions;

/// <summary>The normalized path without its query.</summary>
internal sealed class PathCondition(string value) : AuthorizationCondition
{
    private readonly StringPattern _pattern = StringPattern.Parse(value);

    internal override bool Matches(in AuthorizationRequest request) => _pattern.Matches(request.Head.PathWithoutQuery);
}
