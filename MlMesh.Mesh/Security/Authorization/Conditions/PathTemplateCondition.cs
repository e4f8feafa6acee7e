using System.Text.RegularExpressions;

namespace MlMesh.Mesh.Security.Authorization.Conditions;

/// <summary>The normalized path without its query, by a template.</summary>
internal sealed class PathTemplateCondition(string template) : AuthorizationCondition
{
    private readonly Regex _pattern = PathTemplate.Compile(template);

    internal override int Cost => 10;

    internal override bool Matches(in AuthorizationRequest request) => _pattern.IsMatch(request.Head.PathWithoutQuery);
}
