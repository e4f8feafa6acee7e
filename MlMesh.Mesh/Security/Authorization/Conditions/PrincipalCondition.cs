using System.Text.RegularExpressions;
using MlMesh.Mesh.RegularExpressions;

namespace MlMesh.Mesh.Security.Authorization.Conditions;

/// <summary>
/// The peer's identity. A caller without one matches nothing here, hence every negation. Principals are compared with <c>spiffe://</c> before them;
/// namespaces and service accounts are parts of the identity's path, in the form of the patterns that istiod writes for them.
/// </summary>
internal sealed class PrincipalCondition : AuthorizationCondition
{
    private const string Scheme = "spiffe://";

    private readonly StringPattern _pattern;
    private readonly string? _part;
    private readonly Regex? _regex;

    private PrincipalCondition(StringPattern pattern) => _pattern = pattern;

    // The part is what every match contains: looking for it first spares most identities the regular expression.
    private PrincipalCondition(string part, string? regex)
    {
        _part = part;
        _regex = regex is null ? null : Re2.FullMatch(regex);
    }

    /// <summary><c>domain/ns/namespace/sa/account</c>, <c>domain/*</c>, <c>*/sa/account</c> or <c>*</c>.</summary>
    internal static AuthorizationCondition OfPrincipal(string value) => value switch
    {
        "*" => new PrincipalCondition(StringPattern.Parse("*")),
        ['*', ..] => new PrincipalCondition(value[1..], Scheme + ".*" + Quote(value[1..])),
        _ => new PrincipalCondition(StringPattern.Parse(Scheme + value)),
    };

    /// <summary>A namespace, with stars anywhere.</summary>
    internal static AuthorizationCondition OfNamespace(string value) => value.Contains('*', StringComparison.Ordinal)
        ? new PrincipalCondition("/ns/", $".*/ns/{Quote(value).Replace("\\*", ".*", StringComparison.Ordinal)}/.*")
        : new PrincipalCondition($"/ns/{value}/", null);

    /// <summary><c>account</c> of the policy's namespace, or <c>namespace/account</c>.</summary>
    internal static AuthorizationCondition OfServiceAccount(string value, string policyNamespace)
    {
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        var (ns, account) = slash < 0 ? (policyNamespace, value) : (value[..slash], value[(slash + 1)..]);
        return new PrincipalCondition($"/ns/{ns}/", $"{Scheme}.+/ns/{Quote(ns)}/(.+/|)sa/{Quote(account)}(/.+)?");
    }

    /// <summary>A trust domain, <c>prefix*</c> or <c>*suffix</c>.</summary>
    internal static AuthorizationCondition OfTrustDomain(string value) =>
        new PrincipalCondition(Scheme, $"{Scheme}{Quote(value).Replace("\\*", "[^/]*", StringComparison.Ordinal)}/.*");

    internal override int Cost => _regex is null ? 1 : 4;

    internal override bool Matches(in AuthorizationRequest request) =>
        request.PeerIdentity is { } identity
        && (_part is null ? _pattern.Matches(identity) : identity.Contains(_part, StringComparison.Ordinal) && _regex?.IsMatch(identity) != false);

    private static string Quote(string literal) => Regex.Replace(literal, @"[.+*?()\[\]{}|^$\\]", @"\$0");
}
