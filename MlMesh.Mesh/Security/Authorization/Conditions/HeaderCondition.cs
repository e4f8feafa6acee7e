namespace MlMesh.Mesh.Security.Authorization.Conditions;

/// <summary>A header. Repeated lines are compared one by one; <c>*</c> is satisfied by an empty value too.</summary>
internal sealed class HeaderCondition(string name, string value) : AuthorizationCondition
{
    private readonly string _name = name.ToLowerInvariant();
    private readonly StringPattern _pattern = StringPattern.Parse(value);

    internal override int Cost => 3;

    internal override bool Matches(in AuthorizationRequest request)
    {
        foreach (var line in request.Head.Header(_name))
        {
            if (_pattern.IsAny || _pattern.Matches(line))
                return true;
        }
        return false;
    }
}
