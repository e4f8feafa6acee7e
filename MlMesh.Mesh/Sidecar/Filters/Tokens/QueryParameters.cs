using System.Text;
using Microsoft.Extensions.Primitives;

namespace MlMesh.Mesh.Sidecar.Filters.Tokens;

/// <summary>Query parameters as Envoy's token filter reads and rewrites them.</summary>
internal static class QueryParameters
{
    /// <summary>The decoded value of the first parameter of that decoded name, without a copy unless something is escaped; none when there is none.</summary>
    public static StringSegment First(string target, string name)
    {
        for (var start = target.IndexOf('?', StringComparison.Ordinal) + 1; start > 0 && start < target.Length;)
        {
            var length = target.AsSpan(start).IndexOf('&');
            var parameter = new StringSegment(target, start, length < 0 ? target.Length - start : length);
            var equals = parameter.IndexOf('=');
            if (Decode(equals < 0 ? parameter : parameter.Subsegment(0, equals)).Equals(name, StringComparison.Ordinal))
                return equals < 0 ? StringSegment.Empty : Decode(parameter.Subsegment(equals + 1));
            start += parameter.Length + 1;
        }

        return default;
    }

    /// <summary>
    /// The target without the parameters of that name. As in Envoy the others are then in the order of their names, each with an equals sign. Unlike Envoy,
    /// which writes them decoded so that an escaped line break would end the request line, they stay as they were sent.
    /// </summary>
    public static string Without(string target, string name)
    {
        var kept = Split(target)
            .Select(parameter => (Name: Decode(parameter.Split('=', 2)[0]).ToString(), Text: parameter.Contains('=', StringComparison.Ordinal) ? parameter : parameter + "="))
            .Where(parameter => parameter.Name != name)
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
            .Select(parameter => parameter.Text)
            .ToList();
        var path = target[..target.IndexOf('?', StringComparison.Ordinal)];
        return kept.Count == 0 ? path : $"{path}?{string.Join('&', kept)}";
    }

    private static string[] Split(string target)
    {
        var query = target.IndexOf('?', StringComparison.Ordinal);
        if (query < 0 || query == target.Length - 1)
            return [];
        var text = target[(query + 1)..];
        return (text.EndsWith('&') ? text[..^1] : text).Split('&');
    }

    // Only %XX is decoded, a plus sign is one; a faulty escape stays as it is. Bytes become characters one to one, as in headers.
    private static StringSegment Decode(StringSegment text)
    {
        if (text.IndexOf('%') < 0)
            return text;
        var decoded = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                decoded.Append((char)Convert.FromHexString(text.AsSpan(i + 1, 2))[0]);
                i += 2;
            }
            else
            {
                decoded.Append(text[i]);
            }
        }

        return decoded.ToString();
    }
}
