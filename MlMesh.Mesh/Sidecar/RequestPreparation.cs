using System.Collections.Frozen;
using MlMesh.Mesh.Routing.Paths;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar;

/// <summary>What Envoy's connection manager does to a request before it is routed: checks, path normalization, forwarding and internal headers.</summary>
internal static class RequestPreparation
{
    // Headers by which a caller could steer a proxy; Envoy takes them from no untrusted caller, and Istio trusts none.
    private static readonly FrozenSet<string> Steering = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
    [
        "x-envoy-retriable-status-codes", "x-envoy-retriable-header-names", "x-envoy-retry-on", "x-envoy-retry-grpc-on", "x-envoy-max-retries",
        "x-envoy-upstream-alt-stat-name", "x-envoy-upstream-rq-timeout-ms", "x-envoy-upstream-rq-per-try-timeout-ms", "x-envoy-upstream-rq-timeout-alt-response",
        HeaderNames.ExpectedTimeout, "x-envoy-force-trace", "x-envoy-ip-tags", "x-envoy-original-url", "x-envoy-hedge-on-per-try-timeout", HeaderNames.Internal,
    ]);

    private static readonly FrozenSet<string> SteeringAtEdge = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        [HeaderNames.DecoratorOperation, "x-envoy-downstream-service-cluster", "x-envoy-downstream-service-node", HeaderNames.OriginalPath]);

    // Headers that Envoy keeps in one place each, whatever came in: a repetition joins the first.
    private static readonly FrozenSet<string> SingleLine = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
    [
        HeaderNames.ForwardedFor, HeaderNames.ForwardedProto, HeaderNames.ForwardedClientCert, HeaderNames.RequestId, HeaderNames.ContentType, HeaderNames.Te, HeaderNames.Expect,
        HeaderNames.DecoratorOperation, HeaderNames.AttemptCount, HeaderNames.ExternalAddress, HeaderNames.OriginalPath, HeaderNames.OriginalHost,
        "x-forwarded-host", "x-forwarded-port", "x-client-trace-id", "user-agent", "via", "grpc-timeout",
    ]);

    private static readonly Func<string, bool> IsSingleLine = SingleLine.Contains;

    /// <summary>Prepares a request.</summary>
    /// <returns>An answer that refuses it, or none.</returns>
    public static MeshResponse? Prepare(Exchange exchange, PathNormalizationMode normalization, string ownIdentity)
    {
        var request = exchange.Request;
        if (request.HostMissing)
            return LocalReply.Create(exchange, 400, "missing_host_header");
        if (request.Method == "CONNECT")
            return LocalReply.Create(exchange, 404, "route_not_found", flag: "NR");
        if (request.Headers.Lines(HeaderNames.TransferEncoding) is { Count: > 0 } codings && !(codings.Count == 1 && "chunked".Equals(codings[0], StringComparison.OrdinalIgnoreCase)))
            return LocalReply.Create(exchange, 501, "http1.invalid_transfer_encoding", header: new HeaderField(HeaderNames.Connection, "close"));
        if (!request.Target.StartsWith('/'))
            return LocalReply.Create(exchange, 404, "absolute_path_rejected");
        if (!PathNormalizer.TryNormalize(request.Target, normalization, out var path))
            return LocalReply.Create(exchange, 400, "path_normalization_failed");
        exchange.Path = request.Target = path;

        var headers = request.Headers;
        headers.JoinRepeated(IsSingleLine);
        RemoveHopByHop(headers);
        RemoveSteering(headers, exchange.Listener == ListenerKind.Gateway);
        if (exchange.Listener == ListenerKind.Gateway)
            PrepareAtEdge(exchange, headers);
        else
            PrepareInMesh(request, headers);
        SetClientCertificate(exchange, headers, ownIdentity);
        return null;
    }

    private static void PrepareAtEdge(Exchange exchange, HeaderList headers)
    {
        var peer = exchange.Connection.PeerAddress;
        if (exchange.Connection.PeerIdentity is not null)
            exchange.Request.Scheme = "https";
        headers.Replace(HeaderNames.ForwardedFor, AppendedTo(headers, HeaderNames.ForwardedFor, peer));
        headers.Replace(HeaderNames.ExternalAddress, peer);
        headers.Replace(HeaderNames.ForwardedProto, exchange.Request.Scheme);
        headers.Replace(HeaderNames.RequestId, NewRequestId());
    }

    private static void PrepareInMesh(MeshRequest request, HeaderList headers)
    {
        if (headers.First(HeaderNames.ForwardedProto) is not { } scheme)
            headers.Append(HeaderNames.ForwardedProto, request.Scheme);
        else if (scheme is "http" or "https")
            request.Scheme = scheme;
        if (!headers.Contains(HeaderNames.RequestId))
            headers.Append(HeaderNames.RequestId, NewRequestId());
    }

    // A caller can claim nothing here: only the receiving side speaks, of the certificate that it verified itself. A gateway also forgets what came before.
    private static void SetClientCertificate(Exchange exchange, HeaderList headers, string ownIdentity)
    {
        if (exchange.Listener == ListenerKind.Outbound || exchange.Connection.PeerIdentity is not { } peer)
        {
            headers.Remove(HeaderNames.ForwardedClientCert);
            return;
        }

        var element = $"By={ownIdentity};Hash={exchange.Connection.PeerCertificateHash};Subject=\"\";URI={peer}";
        headers.Replace(HeaderNames.ForwardedClientCert, exchange.Listener == ListenerKind.Gateway ? element : AppendedTo(headers, HeaderNames.ForwardedClientCert, element));
    }

    private static string AppendedTo(HeaderList headers, string name, string value)
    {
        var before = headers.Lines(name);
        return before.Count == 0 ? value : $"{string.Join(',', before.ToArray())},{value}";
    }

    private static void RemoveHopByHop(HeaderList headers)
    {
        if (headers.First(HeaderNames.Connection) is { } connection)
        {
            foreach (var nominated in connection.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                headers.Remove(nominated);
            headers.Remove(HeaderNames.Connection);
        }

        headers.Remove(HeaderNames.KeepAlive);
        headers.Remove(HeaderNames.ProxyConnection);
        headers.Remove(HeaderNames.Upgrade);
        headers.Remove(HeaderNames.Expect);
        if (headers.First(HeaderNames.Te) is { } te && te != "trailers")
            headers.Remove(HeaderNames.Te);
    }

    private static void RemoveSteering(HeaderList headers, bool atEdge)
    {
        foreach (var field in headers.Fields)
        {
            if (!IsSteering(field.Name, atEdge))
                continue;
            headers.RemoveWhere(name => IsSteering(name, atEdge));
            return;
        }
    }

    private static bool IsSteering(string name, bool atEdge) =>
        name.StartsWith("x-envoy-", StringComparison.OrdinalIgnoreCase) && (Steering.Contains(name) || (atEdge && SteeringAtEdge.Contains(name)));

    private static string NewRequestId() => Guid.NewGuid().ToString();
}
