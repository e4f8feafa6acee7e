namespace MlMesh.Mesh.Security.Authorization.Conditions;

/// <summary>
/// <c>issuer/subject</c> of the verified token. The last slash divides them, as an issuer may be a URL; a star stands for the rest of its part. A token
/// without a subject has no request principal.
/// </summary>
internal sealed class RequestPrincipalCondition : AuthorizationCondition
{
    private static readonly string[] Issuer = ["iss"];
    private static readonly string[] Subject = ["sub"];
    private static readonly StringPattern Anything = StringPattern.Parse("*");

    private readonly StringPattern _issuer;
    private readonly StringPattern _subject;

    internal RequestPrincipalCondition(string value)
    {
        var slash = value.LastIndexOf('/');
        var (issuer, subject) = slash < 0 ? (value, "") : (value[..slash], value[(slash + 1)..]);
        (_issuer, _subject) = (value, slash >= 0) switch
        {
            ("*", _) => (Anything, Anything),
            (['*', ..], true) => (StringPattern.Parse(issuer), StringPattern.Exact(subject)),
            (['*', ..], false) => (Anything, StringPattern.Suffix(value[1..])),
            ([.., '*'], true) => (StringPattern.Exact(issuer), subject == "*" ? Anything : StringPattern.Prefix(subject[..^1])),
            ([.., '*'], false) => (StringPattern.Prefix(value[..^1]), Anything),
            _ => (StringPattern.Exact(issuer), StringPattern.Exact(subject)),
        };
    }

    internal override int Cost => 5;

    internal override bool Matches(in AuthorizationRequest request) =>
        request.Token is { } token && One(token.Values(Issuer), _issuer) && One(token.Values(Subject), _subject);

    private static bool One(IReadOnlyList<string> values, StringPattern pattern) => values.Count == 1 && pattern.Matches(values[0]);
}
