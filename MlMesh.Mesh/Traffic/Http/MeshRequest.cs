namespace MlMesh.Mesh.Traffic.Http;

/// <summary>A request as a proxy sees it: authority and raw target, never a URL that was normalized on the way.</summary>
public sealed class MeshRequest
{
    /// <summary>The method token.</summary>
    public required string Method { get; set; }

    /// <summary>Path and query as on the wire.</summary>
    public required string Target { get; set; }

    /// <summary>The Host header, port included.</summary>
    public required string Authority { get; set; }

    /// <summary>Whether the client sent no Host at all, which HTTP/1.1 forbids.</summary>
    public bool HostMissing { get; init; }

    /// <summary><c>http</c> or <c>https</c>.</summary>
    public string Scheme { get; set; } = "http";

    /// <summary>The headers, without Host.</summary>
    public HeaderList Headers { get; init; } = new();

    /// <summary>The body.</summary>
    public RequestBody Body { get; set; } = RequestBody.Empty;

    /// <summary>Whether the client speaks gRPC, so that the proxy's own answers must too.</summary>
    public bool IsGrpc => Headers.First(HeaderNames.ContentType) is { } type
        && type.StartsWith("application/grpc", StringComparison.Ordinal)
        && (type.Length == 16 || type[16] is '+' or ';');

    /// <summary>A request with the same head and another body, whose headers change independently.</summary>
    public MeshRequest CopyWith(RequestBody body) =>
        new() { Method = Method, Target = Target, Authority = Authority, Scheme = Scheme, Headers = Headers.Copy(), Body = body };
}
