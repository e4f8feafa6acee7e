using System.Diagnostics;
using System.Globalization;
using MlMesh.Mesh.Routing;

namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>The labels of Istio's standard metrics (https://istio.io/latest/docs/reference/config/metrics/).</summary>
internal static class IstioLabels
{
    private const string Unknown = "unknown";
    private const string Cluster = "Kubernetes";

    private static readonly string[] OfWorkload = ["workload", "workload_namespace", "app", "version", "canonical_service", "canonical_revision", "cluster"];
    private static readonly string[] Source = Names("source");
    private static readonly string[] Destination = Names("destination");

    /// <summary>The labels of one exchange.</summary>
    public static TagList Of(Exchange exchange)
    {
        var inbound = exchange.Listener == ListenerKind.Inbound;
        var source = inbound ? exchange.Connection.Peer : exchange.Workload;
        var destination = inbound ? exchange.Workload : exchange.Upstream?.Workload;
        var mutual = exchange.Connection.PeerIdentity is not null;
        var service = Service(exchange);
        var tags = new TagList { { "reporter", inbound ? "destination" : "source" } };
        AddWorkload(ref tags, Source, source);
        tags.Add("source_principal", inbound && mutual ? exchange.Connection.PeerIdentity : Unknown);
        AddWorkload(ref tags, Destination, destination);
        tags.Add("destination_principal", inbound && mutual ? exchange.Workload.SpiffeId() : Unknown);
        tags.Add("destination_service", service);
        tags.Add("destination_service_name", NameOf(service));
        tags.Add("destination_service_namespace", destination?.Namespace ?? Unknown);
        tags.Add("request_protocol", exchange.Request.IsGrpc ? "grpc" : "http");
        tags.Add("response_code", exchange.Status.ToString(CultureInfo.InvariantCulture));
        tags.Add("response_flags", exchange.Flags.Length == 0 ? "-" : exchange.Flags);
        // Only the callee's side sees how the connection is secured.
        tags.Add("connection_security_policy", !inbound ? Unknown : mutual ? "mutual_tls" : "none");
        return tags;
    }

    private static string[] Names(string side) => [.. OfWorkload.Select(name => $"{side}_{name}")];

    private static void AddWorkload(ref TagList tags, string[] names, Workload? workload)
    {
        tags.Add(names[0], workload?.Name ?? Unknown);
        tags.Add(names[1], workload?.Namespace ?? Unknown);
        tags.Add(names[2], workload?.Labels.GetValueOrDefault("app") ?? Unknown);
        tags.Add(names[3], workload?.Version ?? Unknown);
        tags.Add(names[4], workload?.CanonicalName ?? Unknown);
        tags.Add(names[5], workload is null ? Unknown : workload.Version ?? "latest");
        tags.Add(names[6], workload is null ? Unknown : Cluster);
    }

    // At a gateway anybody can write anything into Host, and each value would be a series of its own.
    private static string Service(Exchange exchange) => exchange.ClusterConfig?.Host is { Length: > 0 } host ? host
        : exchange.Listener == ListenerKind.Outbound ? exchange.Authority
        : Unknown;

    private static string NameOf(string service)
    {
        var end = service.IndexOf('.', StringComparison.Ordinal);
        return end < 0 || !service.EndsWith(".svc.cluster.local", StringComparison.Ordinal) ? service : service[..end];
    }
}
