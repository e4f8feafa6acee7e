using System.Globalization;
using MlMesh.Mesh.Explaining.Answers;
using MlMesh.Mesh.PolicyTests.Reading;
using MlMesh.Mesh.Resources.Yaml;
using MlMesh.Mesh.Routing.Clusters;

namespace MlMesh.Mesh.PolicyTests.Checks;

/// <summary><c>traffic</c>: the effective traffic policy of a destination, field by field as the DestinationRule names them; <c>none</c> for what is off.</summary>
internal static class TrafficChecks
{
    private static readonly Dictionary<string, Func<ClusterConfig, string>> Values = new(StringComparer.Ordinal)
    {
        ["loadBalancer"] = cluster => UpperSnake(cluster.LoadBalancer.Kind.ToString()),
        ["maxConnections"] = cluster => Limit(cluster.Pool.MaxConnections),
        ["connectTimeout"] = cluster => Words.Of(cluster.Pool.ConnectTimeout),
        ["http1MaxPendingRequests"] = cluster => Limit(cluster.Pool.MaxPendingRequests),
        ["http2MaxRequests"] = cluster => Limit(cluster.Pool.MaxRequests),
        ["maxRetries"] = cluster => Limit(cluster.Pool.MaxRetries),
        ["maxRequestsPerConnection"] = cluster => cluster.Pool.MaxRequestsPerConnection == 0 ? "none" : Number(cluster.Pool.MaxRequestsPerConnection),
        ["idleTimeout"] = cluster => Words.Of(cluster.Pool.IdleTimeout),
        ["tls"] = cluster => Transport(cluster.Endpoints.IsEmpty ? cluster.Transport : cluster.Endpoints[0].Transport),
        ["sni"] = cluster => (cluster.Endpoints.IsEmpty ? cluster.ServerName : cluster.Endpoints[0].ServerName) is { Length: > 0 } name ? name : "none",
        ["outlierDetection"] = cluster => cluster.OutlierDetection is null ? "none" : "on",
        ["consecutive5xxErrors"] = cluster => Outlier(cluster, detection => Number(detection.Consecutive5xx)),
        ["consecutiveGatewayErrors"] = cluster => Outlier(cluster, detection => Number(detection.ConsecutiveGatewayErrors)),
        ["interval"] = cluster => Outlier(cluster, detection => Words.Of(detection.Interval)),
        ["baseEjectionTime"] = cluster => Outlier(cluster, detection => Words.Of(detection.BaseEjectionTime)),
        ["maxEjectionPercent"] = cluster => Outlier(cluster, detection => Number(detection.MaxEjectionPercent)),
        ["minHealthPercent"] = cluster => Outlier(cluster, detection => Number(detection.MinHealthPercent)),
    };

    public static Func<RequestAnswer, IEnumerable<string>> Traffic(YamlField field) => Each.Destination(OneTraffic(field));

    public static Func<DestinationAnswer, IEnumerable<string>> OneTraffic(YamlField field)
    {
        var expected = field.Value.Fields("traffic", Values.Keys).Select(part => (part.Name, Value: part.Value.Text(part.Name))).ToList();
        return destination => destination.Cluster is { } cluster
            ? expected.SelectMany(part => Words.Same(part.Name, part.Value, Values[part.Name](cluster)))
            : [$"{destination.ClusterName} does not exist, so it has no traffic policy"];
    }

    private static string Transport(EndpointTransport transport) => transport switch
    {
        EndpointTransport.IstioMutual => "ISTIO_MUTUAL",
        EndpointTransport.Tls => "SIMPLE",
        _ => "DISABLE",
    };

    private static string Outlier(ClusterConfig cluster, Func<OutlierDetectionConfig, string> value) => cluster.OutlierDetection is { } detection ? value(detection) : "none";

    private static string Limit(uint limit) => limit == uint.MaxValue ? "none" : Number(limit);

    private static string Number(uint number) => number.ToString(CultureInfo.InvariantCulture);

    private static string UpperSnake(string name) => string.Concat(name.Select((letter, i) => i > 0 && char.IsAsciiLetterUpper(letter) ? $"_{letter}" : char.ToUpperInvariant(letter).ToString()));
}
