namespace MlMesh.Mesh.Security.Authorization.Conditions;

/// <summary>The Host as the workload receives it: letter case does not count, the port does, and short names are not expanded.</summary>
internal sealed class HostCondition(string value) : AuthorizationCondition
{
    private readonly StringPattern _pattern = StringPattern.Parse(value, ignoreCase: true);

    internal override bool Matches(in AuthorizationRequest request) => _pattern.IsAny || _pattern.Matches(request.Head.Authority);
}
