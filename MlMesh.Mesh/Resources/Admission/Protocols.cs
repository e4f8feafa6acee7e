namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Names of protocols that Istio knows.</summary>
internal static class Protocols
{
    private static readonly HashSet<string> Http = new(StringComparer.OrdinalIgnoreCase) { "HTTP", "HTTP2", "HTTP_PROXY", "GRPC", "GRPC-WEB" };
    private static readonly HashSet<string> Tls = new(StringComparer.OrdinalIgnoreCase) { "HTTPS", "TLS" };
    private static readonly HashSet<string> Tcp = new(StringComparer.OrdinalIgnoreCase) { "TCP", "HTTPS", "TLS", "MONGO", "REDIS", "MYSQL" };
    private static readonly HashSet<string> Others = new(StringComparer.OrdinalIgnoreCase) { "UDP", "HBONE", "DOUBLE-HBONE" };

    public static bool IsHttp(string protocol) => Http.Contains(protocol);

    public static bool IsTls(string protocol) => Tls.Contains(protocol);

    public static bool IsTcp(string protocol) => Tcp.Contains(protocol);

    public static bool IsKnown(string protocol) => IsHttp(protocol) || IsTcp(protocol) || Others.Contains(protocol);

    /// <summary>Checks an optional protocol, which is found out from the traffic when it is left out.</summary>
    public static void Check(AdmissionReport report, string field, string protocol) =>
        report.ErrorIf(protocol.Length > 0 && !IsKnown(protocol), field, $"unsupported protocol: {protocol}");
}
