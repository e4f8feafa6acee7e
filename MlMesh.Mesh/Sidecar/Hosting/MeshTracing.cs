using System.Diagnostics;
using System.Globalization;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>
/// Spans as Istio's proxies export them (name, kind, status, attributes), with <c>mlmesh.route</c> and <c>mlmesh.attempts</c> beside what Envoy says. One client span
/// stands for a whole call with all its tries.
/// </summary>
internal static class MeshTracing
{
    private const string MeshId = "cluster.local";

    // Subscribed to by its name: sources of MlMesh.* are exported.
    private static readonly ActivitySource Source = new("MlMesh.Mesh");

    /// <summary>Begins the span of a call that leaves the service; none where nobody listens or the trace is not sampled.</summary>
    public static Activity? StartCall() => Source.StartActivity("egress", ActivityKind.Client);

    /// <summary>Makes the trace go on at the callee (W3C Trace Context).</summary>
    /// <param name="headers">Headers of the request; a caller's own trace context, forwarded by the service, is replaced.</param>
    public static void Propagate(HeaderList headers)
    {
        if (Activity.Current is not { IdFormat: ActivityIdFormat.W3C, Id: { } id } current)
            return;
        headers.Replace("traceparent", id);
        if (string.IsNullOrEmpty(current.TraceStateString))
            headers.Remove("tracestate");
        else
            headers.Replace("tracestate", current.TraceStateString);
    }

    /// <summary>Writes what became of an exchange into its span, and ends the span of a call.</summary>
    public static void Complete(Exchange exchange)
    {
        if (exchange.Connection.Span is not { } span)
            return;
        if (span.IsAllDataRequested)
            Describe(exchange, span);
        if (span.Source == Source)
            span.Stop();
    }

    private static void Describe(Exchange exchange, Activity span)
    {
        if (span.Source == Source)
            DescribeCall(exchange, span);
        span.SetTag("component", "proxy");
        if (exchange.Cluster is { } cluster)
        {
            span.SetTag("upstream_cluster", cluster);
            span.SetTag("upstream_cluster.name", $"{cluster};");
        }

        span.SetTag("response_flags", exchange.Flags.Length == 0 ? "-" : exchange.Flags);
        span.SetTag("istio.canonical_service", exchange.Workload.CanonicalName);
        span.SetTag("istio.canonical_revision", exchange.Workload.Labels.GetValueOrDefault("version") ?? "latest");
        span.SetTag("istio.namespace", exchange.Workload.Namespace);
        span.SetTag("istio.mesh_id", MeshId);
        if (exchange.Details is { } details)
            span.SetTag("mlmesh.response_details", details);
        if (exchange.RouteName.Length > 0)
            span.SetTag("mlmesh.route", exchange.RouteName);
        span.SetTag("mlmesh.attempts", exchange.Attempts);
        if (exchange.Upstream is { } upstream)
            span.SetTag("upstream_address", upstream.Authority);
    }

    private static void DescribeCall(Exchange exchange, Activity span)
    {
        span.DisplayName = exchange.Route is { Operation.Length: > 0 } route ? route.Operation : $"egress {exchange.Authority}";
        span.SetTag("http.url", $"{exchange.Request.Scheme}://{exchange.Authority}{exchange.Path}");
        span.SetTag("http.method", exchange.Method);
        span.SetTag("http.protocol", "HTTP/1.1");
        span.SetTag("http.status_code", exchange.Status.ToString(CultureInfo.InvariantCulture));
        span.SetTag("downstream_cluster", "-");
        span.SetTag("user_agent", exchange.Request.Headers.First("user-agent") ?? "-");
        span.SetTag("peer.address", exchange.Connection.PeerAddress);
        // A call fails for its caller with any 4xx or 5xx; Envoy's own mark is for what went wrong on the server's side.
        if (exchange.Status is 0 or >= 400)
            span.SetStatus(ActivityStatusCode.Error);
        if (exchange.Status is 0 or >= 500)
            span.SetTag("error", "true");
    }
}
