using System.Text;
using System.Text.RegularExpressions;
using MlMesh.Mesh.RegularExpressions;

namespace MlMesh.Mesh.Routing.Rewrites;

/// <summary><c>uriRegexRewrite</c>: replaces every match in the path (not the query), with <c>\0</c> to <c>\9</c> for groups. A group that the pattern lacks leaves the path as it is.</summary>
internal sealed class RegexRewrite : PathRewrite
{
    private readonly Regex _pattern;
    private readonly string _substitution;
    private readonly bool _valid;

    /// <exception cref="Re2SyntaxException">RE2 refuses the pattern.</exception>
    public RegexRewrite(string pattern, string substitution)
    {
        _pattern = Re2.Search(pattern);
        _substitution = substitution;
        _valid = IsValid(substitution, _pattern.GetGroupNumbers().Length - 1);
    }

    public override string Apply(string path)
    {
        if (!_valid)
            return path;
        var query = path.IndexOf('?', StringComparison.Ordinal);
        var component = query < 0 ? path : path[..query];
        var result = new StringBuilder();
        var end = 0;
        var last = -1;
        for (var match = _pattern.Match(component); match.Success; match = match.NextMatch())
        {
            // RE2 takes no empty match right behind the previous one; .NET does.
            if (match.Length == 0 && match.Index == last)
                continue;
            result.Append(component, end, match.Index - end);
            Substitute(match, result);
            end = last = match.Index + match.Length;
        }
        return result.Append(component, end, component.Length - end).Append(path, component.Length, path.Length - component.Length).ToString();
    }

    public override string ToString() => $"{_pattern} → {_substitution}";

    private static bool IsValid(string substitution, int groups)
    {
        for (var i = 0; i < substitution.Length; i++)
        {
            if (substitution[i] != '\\')
                continue;
            if (++i == substitution.Length || (substitution[i] != '\\' && (!char.IsAsciiDigit(substitution[i]) || substitution[i] - '0' > groups)))
                return false;
        }
        return true;
    }

    private void Substitute(Match match, StringBuilder result)
    {
        for (var i = 0; i < _substitution.Length; i++)
        {
            if (_substitution[i] != '\\')
                result.Append(_substitution[i]);
            else if (_substitution[++i] == '\\')
                result.Append('\\');
            else
                result.Append(match.Groups[_substitution[i] - '0'].ValueSpan);
        }
    }
}
