using System.Text;
using System.Text.RegularExpressions;

namespace MlMesh.Mesh.Security.Authorization;

/// <summary>
/// Path templates: <c>{*}</c> is one segment of at least one character, <c>{**}</c> any number of characters, slashes included (Envoy's uri_template matcher).
/// </summary>
internal static class PathTemplate
{
    private const string SegmentCharacters = @"a-zA-Z0-9\-._~%!$&'()+,;:@=";

    internal static bool Is(string path) => path.Contains("{*}", StringComparison.Ordinal) || path.Contains("{**}", StringComparison.Ordinal);

    internal static Regex Compile(string template)
    {
        var pattern = new StringBuilder(@"\A");
        for (var i = 0; i < template.Length;)
        {
            if (string.CompareOrdinal(template, i, "{**}", 0, 4) == 0)
            {
                pattern.Append('[').Append(SegmentCharacters).Append("/]*");
                i += 4;
            }
            else if (string.CompareOrdinal(template, i, "{*}", 0, 3) == 0)
            {
                pattern.Append('[').Append(SegmentCharacters).Append("]+");
                i += 3;
            }
            else
            {
                pattern.Append(Regex.Escape(template[i].ToString()));
                i++;
            }
        }
        return new Regex(pattern.Append(@"\z").ToString(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }
}
