using System.Collections.Frozen;
using System.Text;

namespace MlMesh.Mesh.Traffic.Http;

/// <summary>Header names that the proxy reads or writes, and interning so that a common name costs no allocation.</summary>
internal static class HeaderNames
{
    public const string Connection = "connection";
    public const string ContentLength = "content-length";
    public const string ContentType = "content-type";
    public const string Date = "date";
    public const string Expect = "expect";
    public const string GrpcMessage = "grpc-message";
    public const string GrpcStatus = "grpc-status";
    public const string Host = "host";
    public const string KeepAlive = "keep-alive";
    public const string Location = "location";
    public const string Origin = "origin";
    public const string ProxyConnection = "proxy-connection";
    public const string Server = "server";
    public const string Te = "te";
    public const string TransferEncoding = "transfer-encoding";
    public const string Upgrade = "upgrade";
    public const string ForwardedClientCert = "x-forwarded-client-cert";
    public const string ForwardedFor = "x-forwarded-for";
    public const string ForwardedProto = "x-forwarded-proto";
    public const string RequestId = "x-request-id";
    public const string AttemptCount = "x-envoy-attempt-count";
    public const string DecoratorOperation = "x-envoy-decorator-operation";
    public const string ExpectedTimeout = "x-envoy-expected-rq-timeout-ms";
    public const string ExternalAddress = "x-envoy-external-address";
    public const string Internal = "x-envoy-internal";
    public const string OriginalHost = "x-envoy-original-host";
    public const string OriginalPath = "x-envoy-original-path";
    public const string Overloaded = "x-envoy-overloaded";
    public const string RateLimited = "x-envoy-ratelimited";
    public const string UpstreamServiceTime = "x-envoy-upstream-service-time";

    private static readonly FrozenDictionary<string, string> Known = new[]
    {
        Connection, ContentLength, ContentType, Date, Expect, GrpcMessage, GrpcStatus, Host, KeepAlive, Location, Origin, ProxyConnection, Server, Te,
        TransferEncoding, Upgrade, ForwardedClientCert, ForwardedFor, ForwardedProto, RequestId, AttemptCount, DecoratorOperation, ExpectedTimeout,
        ExternalAddress, Internal, OriginalHost, OriginalPath, Overloaded, RateLimited, UpstreamServiceTime,
        "accept", "accept-encoding", "accept-language", "authorization", "cache-control", "content-encoding", "cookie", "etag", "forwarded",
        "if-none-match", "last-modified", "set-cookie", "traceparent", "tracestate", "user-agent", "vary", "x-forwarded-host", "x-model-version",
        "x-prediction-id", "x-user-group", "x-user-id", "x-variant",
    }.ToFrozenDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> KnownSpans = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The lower-case string of a name on the wire.</summary>
    public static string Intern(ReadOnlySpan<byte> name)
    {
        Span<char> lower = stackalloc char[64];
        if (name.Length > lower.Length)
            return Encoding.Latin1.GetString(name).ToLowerInvariant();
        for (var i = 0; i < name.Length; i++)
            lower[i] = char.ToLowerInvariant((char)name[i]);
        lower = lower[..name.Length];
        return KnownSpans.TryGetValue(lower, out var known) ? known : new string(lower);
    }
}
