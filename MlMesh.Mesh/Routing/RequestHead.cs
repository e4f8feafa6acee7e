using Microsoft.Extensions.Primitives;

namespace MlMesh.Mesh.Routing;

/// <summary>What a routing decision sees of a request. Holds references only, so that building one allocates nothing.</summary>
public readonly struct RequestHead
{
    /// <summary>Describes a request.</summary>
    /// <param name="method">The method token as sent.</param>
    /// <param name="path">Path and query after <see cref="Paths.PathNormalizer"/>; without fragment.</param>
    /// <param name="authority">The Host header or the authority of an absolute target, as sent, port included.</param>
    /// <param name="scheme"><c>http</c> or <c>https</c>: at a sidecar the client's x-forwarded-proto, else the connection's.</param>
    /// <param name="headers">The other headers.</param>
    /// <param name="claims">The claims of the token that was verified on the way; none without one.</param>
    public RequestHead(string method, string path, string authority, string scheme, IRequestHeaders headers, ITokenClaims? claims = null)
    {
        Method = method;
        Path = path;
        Authority = authority;
        Scheme = scheme;
        Headers = headers;
        Claims = claims;
        var query = path.IndexOf('?');
        PathLength = query < 0 ? path.Length : query;
    }

    /// <summary>The method token, for example <c>GET</c>.</summary>
    public string Method { get; }

    /// <summary>Path and query, normalized.</summary>
    public string Path { get; }

    /// <summary>The authority as sent, port included.</summary>
    public string Authority { get; }

    /// <summary><c>http</c> or <c>https</c>.</summary>
    public string Scheme { get; }

    /// <summary>The other headers.</summary>
    public IRequestHeaders Headers { get; }

    /// <summary>The claims of the verified token, by which gateways may route; none without one.</summary>
    public ITokenClaims? Claims { get; }

    /// <summary>Length in characters of the part of <see cref="Path"/> before its query.</summary>
    public int PathLength { get; }

    /// <summary>The path without its query.</summary>
    public ReadOnlySpan<char> PathWithoutQuery => Path.AsSpan(0, PathLength);

    /// <summary>The query without its question mark; empty when there is none.</summary>
    public ReadOnlySpan<char> Query => PathLength < Path.Length ? Path.AsSpan(PathLength + 1) : default;

    /// <summary>A header by its lower-case name, pseudo-headers included; <c>host</c> means <c>:authority</c>.</summary>
    public StringValues Header(string name) => name switch
    {
        ":method" => Method,
        ":path" => Path,
        ":authority" or "host" => Authority,
        ":scheme" => Scheme,
        _ => Headers.Lines(name),
    };
}
