using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Routing.Registry;

/// <summary>Protocol selection: appProtocol, else the first part of the port's name.</summary>
internal static class PortProtocols
{
    public static PortProtocol Of(KubernetesServicePort port)
    {
        if (string.Equals(port.Protocol, "UDP", StringComparison.OrdinalIgnoreCase))
            return PortProtocol.Tcp;
        if (port.AppProtocol.Length > 0)
        {
            return port.AppProtocol.ToLowerInvariant() switch
            {
                "kubernetes.io/h2c" or "kubernetes.io/ws" => PortProtocol.Http,
                "kubernetes.io/wss" => PortProtocol.Tcp,
                var name => Parse(name),
            };
        }
        // Well-known ports of protocols in which the server speaks first; looking at the client's first bytes would wait forever.
        if (port.Port is 25 or 3306 or 27017)
            return PortProtocol.Tcp;
        if (port.Name.StartsWith("grpc-web", StringComparison.OrdinalIgnoreCase))
            return PortProtocol.Http;
        var dash = port.Name.IndexOf('-', StringComparison.Ordinal);
        return Parse(dash < 0 ? port.Name : port.Name[..dash]);
    }

    public static PortProtocol Parse(string name) => name.ToLowerInvariant() switch
    {
        "http" or "http2" or "grpc" or "grpc-web" or "http_proxy" => PortProtocol.Http,
        "tcp" or "udp" or "https" or "tls" or "mongo" or "redis" or "mysql" or "hbone" => PortProtocol.Tcp,
        _ => PortProtocol.Sniffed,
    };
}
