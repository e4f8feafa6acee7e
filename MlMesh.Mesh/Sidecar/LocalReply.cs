using System.Globalization;
using System.Text;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar;

/// <summary>Answers that a proxy gives itself, in the form in which Envoy gives them.</summary>
internal static class LocalReply
{
    /// <summary>Makes an answer.</summary>
    /// <param name="exchange">What it answers.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="details">RESPONSE_CODE_DETAILS.</param>
    /// <param name="body">The text; empty for none.</param>
    /// <param name="flag">A response flag to add, or none.</param>
    /// <param name="decision">Whose response headers apply, if a route was found.</param>
    /// <param name="header">One more header of the answer, or none.</param>
    /// <param name="grpcStatus">What a gRPC client gets; by default what corresponds to <paramref name="status"/>.</param>
    /// <param name="headers">Further headers of the answer, or none.</param>
    public static MeshResponse Create(
        Exchange exchange,
        int status,
        string details,
        ReadOnlyMemory<byte> body = default,
        string? flag = null,
        RouteDecision decision = default,
        HeaderField? header = null,
        int? grpcStatus = null,
        HeaderList? headers = null)
    {
        exchange.Details = details;
        if (flag is not null)
            exchange.AddFlag(flag);
        var response = new MeshResponse { Status = status, Headers = headers ?? new HeaderList(8) };
        if (header is { } extra)
            response.Headers.Append(extra.Name, extra.Value);
        exchange.Status = status;
        ResponseTransforms.Apply(exchange, decision, response);
        if (exchange.Request.IsGrpc)
            return AsGrpc(exchange, response, grpcStatus ?? GrpcStatus(status), body);
        response.Length = body.Length;
        if (body.IsEmpty)
            return response;
        if (!response.Headers.Contains(HeaderNames.ContentType))
            response.Headers.Append(HeaderNames.ContentType, "text/plain");
        if (exchange.Method != "HEAD")
            response.Body = new MemoryStream(body.ToArray(), writable: false);
        return response;
    }

    /// <summary>Makes an answer with a text.</summary>
    public static MeshResponse Create(Exchange exchange, int status, string details, string body, string? flag = null, RouteDecision decision = default, HeaderField? header = null) =>
        Create(exchange, status, details, Encoding.UTF8.GetBytes(body), flag, decision, header);

    private static MeshResponse AsGrpc(Exchange exchange, MeshResponse response, int grpcStatus, ReadOnlyMemory<byte> message)
    {
        exchange.Status = response.Status = 200;
        response.Headers.Replace(HeaderNames.ContentType, "application/grpc");
        response.Headers.Append(HeaderNames.GrpcStatus, grpcStatus.ToString(CultureInfo.InvariantCulture));
        if (!message.IsEmpty)
            response.Headers.Append(HeaderNames.GrpcMessage, PercentEncode(message.Span));
        response.Length = 0;
        return response;
    }

    private static int GrpcStatus(int status) => status switch
    {
        400 => 13,
        401 => 16,
        403 => 7,
        404 => 12,
        429 or 502 or 503 or 504 => 14,
        _ => 2,
    };

    // gRPC over HTTP/2: everything but visible ASCII, and the percent sign, is escaped.
    private static string PercentEncode(ReadOnlySpan<byte> message)
    {
        var result = new StringBuilder(message.Length);
        foreach (var value in message)
        {
            if (value is >= 0x20 and <= 0x7e && value != '%')
                result.Append((char)value);
            else
                result.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
        }

        return result.ToString();
    }
}
