using System.Buffers;
using System.Collections.Immutable;
using Microsoft.Extensions.Primitives;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.Filters.Tokens;

/// <summary>Finds the tokens that a request has in the places of a rule, and takes them out again, as Envoy's extractor does.</summary>
internal sealed class TokenFinder
{
    private const string DefaultHeader = "authorization";
    private const string DefaultPrefix = "Bearer ";
    private const string DefaultParameter = "access_token";

    private static readonly char[] CookieSeparator = [';'];
    private static readonly SearchValues<char> TokenCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    private readonly ImmutableArray<JwtHeader> _headers;
    private readonly ImmutableArray<string> _parameters;
    private readonly ImmutableArray<string> _cookies;

    /// <summary>Takes over the places of a rule: those it states, else the Authorization header and <c>access_token</c>.</summary>
    public TokenFinder(JwtRule rule)
    {
        var isDefault = rule.FromHeaders.Count == 0 && rule.FromParams.Count == 0 && rule.FromCookies.Count == 0;
        var headers = isDefault ? [new JwtHeader { Name = DefaultHeader, Prefix = DefaultPrefix }] : rule.FromHeaders;
        // The order decides whose claims count when several tokens are good: Envoy keeps each kind of place in a sorted map.
        _headers = [.. headers.Select(header => header with { Name = header.Name.ToLowerInvariant() }).Distinct().OrderBy(header => header.Name + header.Prefix, StringComparer.Ordinal)];
        _parameters = Sorted(isDefault ? [DefaultParameter] : rule.FromParams);
        _cookies = Sorted(rule.FromCookies);
    }

    /// <summary>The tokens in order of their places: headers, query parameters, cookies. None when there is not one.</summary>
    public List<LocatedToken>? Find(MeshRequest request)
    {
        List<LocatedToken>? found = null;
        foreach (var header in _headers)
        {
            foreach (var line in request.Headers.Lines(header.Name))
            {
                if (WithoutPrefix(line!, header.Prefix) is { HasValue: true } token)
                    (found ??= []).Add(new LocatedToken(token, TokenPlace.Header, header.Name));
            }
        }

        foreach (var parameter in _parameters)
        {
            if (QueryParameters.First(request.Target, parameter) is { HasValue: true } token)
                (found ??= []).Add(new LocatedToken(token, TokenPlace.QueryParameter, parameter));
        }

        foreach (var cookie in _cookies)
        {
            if (Cookie(request.Headers, cookie) is { HasValue: true } token)
                (found ??= []).Add(new LocatedToken(token, TokenPlace.Cookie, cookie));
        }

        return found;
    }

    /// <summary>Takes a token out of the request. One in a cookie stays, as in Envoy.</summary>
    public static void Remove(MeshRequest request, in LocatedToken token)
    {
        if (token.Place == TokenPlace.Header)
            request.Headers.Remove(token.Name);
        else if (token.Place == TokenPlace.QueryParameter)
            request.Target = QueryParameters.Without(request.Target, token.Name);
    }

    // The prefix may stand anywhere in the value, and what cannot be in a token may follow it; the rest of the value is the token.
    private static StringSegment WithoutPrefix(string value, string prefix)
    {
        if (prefix.Length == 0)
            return value;
        var at = value.IndexOf(prefix, StringComparison.Ordinal);
        if (at < 0)
            return default;
        var start = value.AsSpan(at + prefix.Length).IndexOfAny(TokenCharacters);
        return start < 0 ? value : new StringSegment(value, at + prefix.Length + start, value.Length - at - prefix.Length - start);
    }

    private static StringSegment Cookie(HeaderList headers, string name)
    {
        foreach (var line in headers.Lines("cookie"))
        {
            foreach (var pair in new StringTokenizer(line!, CookieSeparator))
            {
                var equals = pair.IndexOf('=');
                if (equals < 0 || !pair.AsSpan()[..equals].TrimStart(' ').SequenceEqual(name))
                    continue;
                var value = pair.Subsegment(equals + 1);
                return value.Length >= 2 && value[0] == '"' && value[^1] == '"' ? value.Subsegment(1, value.Length - 2) : value;
            }
        }

        return default;
    }

    private static ImmutableArray<string> Sorted(IEnumerable<string> names) => [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
