using System.Collections.Immutable;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Matching;

namespace MlMesh.Mesh.Routing.Translation;

/// <summary>Translates match blocks.</summary>
internal static class MatchTranslator
{
    private const string ClaimPrefix = "@request.auth.claims";

    public static RouteMatch Translate(HttpMatchRequest? match)
    {
        if (match is null)
            return RouteMatch.Everything;
        var headers = ImmutableArray.CreateBuilder<HeaderCondition>();
        foreach (var (name, value) in match.Headers)
            headers.Add(new HeaderCondition(HeaderName(name), Value(value), false));
        foreach (var (name, value) in match.WithoutHeaders)
            headers.Add(new HeaderCondition(HeaderName(name), Value(value), true));
        headers.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        AddPseudoHeader(headers, ":method", match.Method);
        AddPseudoHeader(headers, ":authority", match.Authority);
        AddPseudoHeader(headers, ":scheme", match.Scheme);
        return new RouteMatch
        {
            Path = Path(match.Uri, match.IgnoreUriCase),
            Headers = headers.ToImmutable(),
            Query = [.. match.QueryParams.Select(parameter => new QueryCondition(parameter.Key, Value(parameter.Value)))],
        };
    }

    /// <summary>A StringMatch; an empty one, and the pattern <c>*</c>, mean presence.</summary>
    public static ValueMatcher Value(StringMatch match) => match switch
    {
        { Exact: { } exact } => ValueMatcher.Exact(exact),
        { Prefix: { } prefix } => ValueMatcher.Prefix(prefix),
        { Regex: { } regex } when regex != "*" => ValueMatcher.Regex(regex),
        _ => ValueMatcher.Present(),
    };

    private static ValueMatcher? Path(StringMatch? uri, bool ignoreCase) => uri switch
    {
        { Exact: { } exact } => ValueMatcher.Exact(exact, ignoreCase),
        { Prefix: { } prefix } when prefix != "/" => ValueMatcher.Prefix(prefix, ignoreCase),
        { Regex: { } regex } => ValueMatcher.Regex(regex),
        // Every path begins with a slash.
        _ => null,
    };

    /// <summary>Claims have no header, so such a condition fails (and its negation holds) unless whoever verified a token offers them under this name.</summary>
    private static string HeaderName(string name) => name.StartsWith(ClaimPrefix, StringComparison.OrdinalIgnoreCase) ? name : name.ToLowerInvariant();

    private static void AddPseudoHeader(ImmutableArray<HeaderCondition>.Builder headers, string name, StringMatch? value)
    {
        if (value is not null)
            headers.Add(new HeaderCondition(name, Value(value), false));
    }
}
