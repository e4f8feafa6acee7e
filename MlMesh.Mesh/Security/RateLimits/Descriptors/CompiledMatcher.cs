using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;
using MlMesh.Mesh.RegularExpressions;
using MlMesh.Mesh.Resources.Envoy;
using MlMesh.Mesh.Routing;

namespace MlMesh.Mesh.Security.RateLimits;

/// <summary>A compiled condition on a header.</summary>
internal sealed class CompiledMatcher(HeaderMatcher matcher)
{
    private readonly Regex? _regex = matcher.Kind == TextMatchKind.Regex ? Re2.FullMatch(matcher.Value) : null;
    private readonly StringComparison _comparison = matcher.IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>Whether the request is as the condition says. Lines of a repeated header are compared as one value, joined by commas.</summary>
    public bool Matches(in RequestHead head)
    {
        var lines = head.Header(matcher.Name);
        if (matcher.Kind == TextMatchKind.Present)
            return lines.Count > 0 != matcher.Invert;
        if (lines.Count == 0 && !matcher.MissingIsEmpty)
            return false;
        return MatchesText(Join(lines)) != matcher.Invert;
    }

    private bool MatchesText(ReadOnlySpan<char> value) => matcher.Kind switch
    {
        TextMatchKind.Exact => value.Equals(matcher.Value, _comparison),
        TextMatchKind.Prefix => value.StartsWith(matcher.Value, _comparison),
        TextMatchKind.Suffix => value.EndsWith(matcher.Value, _comparison),
        TextMatchKind.Contains => value.Contains(matcher.Value, _comparison),
        _ => _regex!.IsMatch(value),
    };

    private static string Join(StringValues lines) => lines.Count switch
    {
        0 => "",
        1 => lines[0] ?? "",
        _ => string.Join(',', lines.ToArray()),
    };
}
