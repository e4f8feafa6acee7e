using System.Buffers;
using System.Globalization;
using System.Net;

namespace MlMesh.Mesh.Explaining;

/// <summary>A request as people write it: <c>POST http://model-inference/predict</c>.</summary>
/// <param name="Method">The method; GET where none is written.</param>
/// <param name="Scheme"><c>http</c> or <c>https</c>.</param>
/// <param name="Authority">Host, and port if one is written; empty for a bare path.</param>
/// <param name="Port">The port, if one is written.</param>
/// <param name="Target">Path and query exactly as written; <c>/</c> where there is none.</param>
public sealed record RequestLineText(string Method, string Scheme, string Authority, int? Port, string Target)
{
    // RFC 9110, token.
    private static readonly SearchValues<char> TokenCharacters = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"];

    /// <summary>Whether a text may be a method's or a header's name.</summary>
    public static bool IsToken(string text) => !string.IsNullOrEmpty(text) && !text.AsSpan().ContainsAnyExcept(TokenCharacters);

    /// <summary>Reads a request.</summary>
    /// <exception cref="QuestionException">It is none.</exception>
    public static RequestLineText Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var (method, url) = parts switch
        {
            // A method alone would be taken for a host.
            [var only] when !Methods.Contains(only) => ("GET", only),
            [var first, var second] when IsToken(first) => (first, second),
            _ => throw Malformed(text),
        };
        // Not System.Uri: it would normalize the path, which is the proxy's to do.
        var scheme = url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? "https" : "http";
        var rest = url.StartsWith(scheme + "://", StringComparison.OrdinalIgnoreCase) ? url[(scheme.Length + 3)..] : url;
        if (rest.Contains("://", StringComparison.Ordinal) || rest.Length == 0)
            throw Malformed(text);
        var end = rest.IndexOfAny(['/', '?']);
        var authority = end < 0 ? rest : rest[..end];
        var target = end < 0 ? "/" : rest[end] == '?' ? "/" + rest[end..] : rest[end..];
        if (!IsHost(authority))
            throw Malformed(text);
        return new RequestLineText(method, scheme, authority, PortOf(authority, text), target);
    }

    /// <summary>Whether the host is a name or a bracketed IPv6 address, or left out.</summary>
    private static bool IsHost(string authority)
    {
        if (!authority.StartsWith('['))
            return authority.IndexOfAny(['[', ']']) < 0 && authority.IndexOf(':', StringComparison.Ordinal) is var colon && colon != 0 && colon == authority.LastIndexOf(':');
        var end = authority.IndexOf(']', StringComparison.Ordinal);
        return end > 0 && IPAddress.TryParse(authority.AsSpan(1, end - 1), out _) && (end == authority.Length - 1 || authority[end + 1] == ':');
    }

    private static int? PortOf(string authority, string text)
    {
        var colon = authority.LastIndexOf(':');
        if (colon < 0 || authority.IndexOf(']', colon) >= 0)
            return null;
        return int.TryParse(authority.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536 ? port : throw Malformed(text);
    }

    private static QuestionException Malformed(string text) => new($"'{text}' is no request. Write 'METHOD URL', for example 'POST http://model-inference:8080/predict'.");
}
