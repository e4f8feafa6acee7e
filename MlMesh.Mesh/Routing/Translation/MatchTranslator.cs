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
        var claims = ImmutableArray.CreateBuilder<ClaimCondition>();
        foreach (var (name, value) in match.Headers)
            Add(headers, claims, name, Value(value), inverted: false);
        foreach (var (name, value) in match.WithoutHeaders)
            Add(headers, claims, name, Value(value), inverted: true);
        headers.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        AddPseudoHeader(headers, ":method", match.Method);
        AddPseudoHeader(headers, ":authority", match.Authority);
        AddPseudoHeader(headers, ":scheme", match.Scheme);
        return new RouteMatch
        {
            Path = Path(match.Uri, match.IgnoreUriCase),
            Headers = headers.ToImmutable(),
            Claims = claims.ToImmutable(),
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

    private static void Add(
        ImmutableArray<HeaderCondition>.Builder headers, ImmutableArray<ClaimCondition>.Builder claims, string name, ValueMatcher value, bool inverted)
    {
        if (ClaimPath(name) is { } path)
            claims.Add(new ClaimCondition([.. path], value, inverted));
        else
            headers.Add(new HeaderCondition(name.ToLowerInvariant(), value, inverted));
    }

    /// <summary>Where the claim is that <c>@request.auth.claims.a.b</c> or <c>@request.auth.claims[a][b]</c> names; none for a header.</summary>
    private static string[]? ClaimPath(string name)
    {
        if (!name.StartsWith(ClaimPrefix, StringComparison.OrdinalIgnoreCase))
            return null;
        return name[ClaimPrefix.Length..] switch
        {
            ['.', _, ..] dotted => dotted[1..].Split('.'),
            ['[', _, .., ']'] bracketed => bracketed[1..^1].Split("]["),
            _ => null,
        };
    }

    private static void AddPseudoHeader(ImmutableArray<HeaderCondition>.Builder headers, string name, StringMatch? value)
    {
        if (value is not null)
            headers.Add(new HeaderCondition(name, Value(value), false));
    }
}
