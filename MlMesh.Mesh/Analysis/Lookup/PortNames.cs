using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Lookup;

/// <summary>Whether a Service's port says which protocol it speaks.</summary>
internal static class PortNames
{
    private static readonly HashSet<string> Protocols = new(StringComparer.OrdinalIgnoreCase)
    {
        "tcp", "udp", "http", "http_proxy", "http2", "https", "grpc", "grpc-web", "tls", "mongo", "redis", "mysql", "hbone", "double-hbone",
    };

    public static bool StatesProtocol(KubernetesServicePort port)
    {
        // Numbers of SMTP, DNS, MySQL and MongoDB stand for themselves.
        if (port.Protocol == "UDP" || port.Port is 25 or 53 or 3306 or 27017)
            return true;
        if (port.AppProtocol is "kubernetes.io/h2c" or "kubernetes.io/ws" or "kubernetes.io/wss")
            return true;

        var name = port.AppProtocol.Length > 0 ? port.AppProtocol : port.Name;
        var hyphen = name.IndexOf('-', StringComparison.Ordinal);
        return Protocols.Contains(hyphen < 0 ? name : name[..hyphen]);
    }
}
