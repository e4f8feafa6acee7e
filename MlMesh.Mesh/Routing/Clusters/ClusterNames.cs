using System.Globalization;

namespace MlMesh.Mesh.Routing.Clusters;

/// <summary>Envoy's names of clusters.</summary>
internal static class ClusterNames
{
    public const string Passthrough = "PassthroughCluster";

    public const string BlackHole = "BlackHoleCluster";

    public static string Outbound(int port, string subset, string host) => string.Create(CultureInfo.InvariantCulture, $"outbound|{port}|{subset}|{host}");

    /// <summary>The server name by which Istio's TLS asks for a cluster.</summary>
    public static string Sni(int port, string subset, string host) => string.Create(CultureInfo.InvariantCulture, $"outbound_.{port}_.{subset}_.{host}");

    public static string Inbound(int port) => string.Create(CultureInfo.InvariantCulture, $"inbound|{port}||");
}
