using System.Buffers;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.Listening;

/// <summary>Brings Host header and request target into the form that routing takes.</summary>
internal static class RequestTarget
{
    private static readonly SearchValues<char> AuthorityCharacters =
        SearchValues.Create("!$%&'()*+,-./:;=?@[]_~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Takes Host out of the headers; several are joined by commas, as Envoy does.</summary>
    /// <returns>The host; none when the client sent none.</returns>
    /// <exception cref="MalformedMessageException">It has characters that no authority has.</exception>
    public static string? TakeHost(HeaderList headers)
    {
        var lines = headers.Lines(HeaderNames.Host);
        if (lines.Count == 0)
            return null;
        var host = lines.Count == 1 ? lines[0]! : string.Join(',', lines.ToArray());
        if (host.AsSpan().ContainsAnyExcept(AuthorityCharacters))
            throw new MalformedMessageException(400, "the Host header is malformed");
        headers.Remove(HeaderNames.Host);
        return host;
    }

    /// <summary>Path and query of a target; an absolute URL also replaces the host.</summary>
    public static string ToOriginForm(RequestLine line, ref string? host)
    {
        if (line.Method == "CONNECT" || line.Target[0] == '/' || line.Target == "*")
            return line.Target;
        var rest = line.Target.AsSpan(line.Target.IndexOf("://", StringComparison.Ordinal) + 3);
        var end = rest.IndexOfAny('/', '?');
        host = (end < 0 ? rest : rest[..end]).ToString();
        return end < 0 ? "/" : rest[end] == '?' ? $"/{rest[end..]}" : rest[end..].ToString();
    }
}
