namespace MlMesh.Mesh.Security.Authorization.Conditions;

/// <summary>One of the texts of a claim of the verified token.</summary>
internal sealed class ClaimCondition(IReadOnlyList<string> path, string value) : AuthorizationCondition
{
    private readonly StringPattern _pattern = StringPattern.Parse(value);

    internal override int Cost => 5;

    internal override bool Matches(in AuthorizationRequest request)
    {
        if (request.Token is not { } token)
            return false;
        var values = token.Values(path);
        for (var i = 0; i < values.Count; i++)
        {
            if (_pattern.Matches(values[i]))
                return true;
        }
        return false;
    }
}
