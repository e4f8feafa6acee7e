using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace MlMesh.Mesh.Traffic.Http;

/// <summary>Parses the head of an HTTP/1.1 message, as strictly as Envoy does.</summary>
internal static class HeadParser
{
    private static readonly SearchValues<byte> Token = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);
    private static readonly SearchValues<byte> ForbiddenInValue = SearchValues.Create([0, (byte)'\r', (byte)'\n']);

    private static readonly SearchValues<string> Methods = SearchValues.Create(
    [
        "ACL", "BIND", "CHECKOUT", "CONNECT", "COPY", "DELETE", "GET", "HEAD", "LINK", "LOCK", "M-SEARCH", "MERGE", "MKACTIVITY", "MKCALENDAR", "MKCOL", "MOVE",
        "NOTIFY", "OPTIONS", "PATCH", "POST", "PROPFIND", "PROPPATCH", "PURGE", "PUT", "REBIND", "REPORT", "SEARCH", "SOURCE", "SUBSCRIBE", "TRACE", "UNBIND",
        "UNLINK", "UNLOCK", "UNSUBSCRIBE",
    ], StringComparison.Ordinal);

    /// <summary>Length of the head at the start of the buffer, its empty line included; -1 while that is not there yet.</summary>
    public static int FindEnd(ReadOnlySpan<byte> buffer)
    {
        for (var start = 0; ;)
        {
            var newline = buffer[start..].IndexOf((byte)'\n');
            if (newline < 0)
                return -1;
            var next = start + newline + 1;
            if (next < buffer.Length && buffer[next] == '\n')
                return next + 1;
            if (next + 1 < buffer.Length && buffer[next] == '\r' && buffer[next + 1] == '\n')
                return next + 2;
            start = next;
        }
    }

    /// <summary>Parses a request's head.</summary>
    /// <exception cref="MalformedMessageException">It is malformed.</exception>
    public static RequestLine ParseRequest(ReadOnlySpan<byte> head, HeaderList headers)
    {
        var line = TakeLine(ref head);
        var first = line.IndexOf((byte)' ');
        if (first <= 0)
            throw Bad("the request line has no target");
        var method = KnownMethod(line[..first]);
        var rest = line[(first + 1)..];
        var last = rest.IndexOf((byte)' ');
        if (last <= 0)
            throw Bad("the request line has no version");
        var http10 = IsHttp10(rest[(last + 1)..]);
        var target = rest[..last];
        if (target.ContainsAnyExceptInRange((byte)0x21, (byte)0x7e))
            throw Bad("the request target has characters outside of visible ASCII");
        var text = target.SequenceEqual("/"u8) ? "/" : Encoding.ASCII.GetString(target);
        if (!IsTarget(method, text))
            throw Bad("the request target is neither a path nor an absolute URL");
        ParseFields(head, headers);
        return new RequestLine(method, text, http10);
    }

    /// <summary>Parses an answer's head.</summary>
    /// <exception cref="MalformedMessageException">It is malformed.</exception>
    public static StatusLine ParseResponse(ReadOnlySpan<byte> head, HeaderList headers)
    {
        var line = TakeLine(ref head);
        if (line.Length < 12 || line[8] != ' ' || !Utf8Parser.TryParse(line.Slice(9, 3), out int status, out var used) || used != 3 || status < 100)
            throw Bad("the status line is malformed");
        var http10 = IsHttp10(line[..8]);
        ParseFields(head, headers);
        return new StatusLine(status, http10);
    }

    /// <summary>Reads the framing of a message off its headers.</summary>
    /// <param name="headers">The message's headers.</param>
    /// <param name="length">The body's length with <see cref="BodyFraming.Length"/>.</param>
    /// <param name="absent">What a message without any framing header has.</param>
    /// <exception cref="MalformedMessageException">The headers contradict each other or name an unknown coding.</exception>
    public static BodyFraming Framing(HeaderList headers, out long length, BodyFraming absent)
    {
        length = 0;
        string? contentLength = null;
        string? coding = null;
        foreach (var field in headers.Fields)
        {
            if (field.Name.Length == HeaderNames.ContentLength.Length && field.Name == HeaderNames.ContentLength)
                contentLength = contentLength is null || contentLength == field.Value ? field.Value : throw Bad("content-length is given twice");
            else if (field.Name.Length == HeaderNames.TransferEncoding.Length && field.Name == HeaderNames.TransferEncoding)
                coding = coding is null ? field.Value : $"{coding},{field.Value}";
        }

        if (coding is not null)
        {
            if (!coding.Equals("chunked", StringComparison.OrdinalIgnoreCase))
                throw new MalformedMessageException(501, $"transfer-encoding {coding} is not supported");
            return contentLength is null ? BodyFraming.Chunked : throw Bad("content-length beside transfer-encoding");
        }

        if (contentLength is null)
            return absent;
        if (!long.TryParse(contentLength, NumberStyles.None, CultureInfo.InvariantCulture, out length))
            throw Bad("content-length is not a number");
        return length == 0 ? BodyFraming.None : BodyFraming.Length;
    }

    private static void ParseFields(ReadOnlySpan<byte> head, HeaderList headers)
    {
        while (true)
        {
            var line = TakeLine(ref head);
            if (line.IsEmpty)
                return;
            var colon = line.IndexOf((byte)':');
            if (colon <= 0 || line[..colon].ContainsAnyExcept(Token))
                throw Bad("a header name is malformed");
            var value = line[(colon + 1)..].Trim(" \t"u8);
            if (value.ContainsAny(ForbiddenInValue))
                throw Bad("a header value has forbidden characters");
            headers.Append(HeaderNames.Intern(line[..colon]), Encoding.Latin1.GetString(value));
        }
    }

    private static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> head)
    {
        var newline = head.IndexOf((byte)'\n');
        if (newline < 0)
            throw Bad("the head ends early");
        var line = head[..newline];
        head = head[(newline + 1)..];
        return !line.IsEmpty && line[^1] == '\r' ? line[..^1] : line;
    }

    private static string KnownMethod(ReadOnlySpan<byte> token)
    {
        if (token.SequenceEqual("GET"u8))
            return "GET";
        if (token.SequenceEqual("POST"u8))
            return "POST";
        var method = Encoding.Latin1.GetString(token);
        return Methods.Contains(method) ? method : throw Bad("the method is unknown");
    }

    private static bool IsHttp10(ReadOnlySpan<byte> version) =>
        version.SequenceEqual("HTTP/1.1"u8) ? false : version.SequenceEqual("HTTP/1.0"u8) ? true : throw Bad("the version is not HTTP/1.x");

    private static bool IsTarget(string method, string target) =>
        target[0] == '/'
        || method == "CONNECT"
        || (target == "*" && method == "OPTIONS")
        || target.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || target.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static MalformedMessageException Bad(string reason) => new(400, reason);
}
