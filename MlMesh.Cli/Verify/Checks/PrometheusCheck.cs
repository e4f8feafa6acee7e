using System.Text.Json.Nodes;
using MlMesh.Cli.Verify.Cluster;
using MlMesh.Cli.Verify.Probes;
using MlMesh.Cli.Verify.Traffic;

namespace MlMesh.Cli.Verify.Checks;

/// <summary>Prometheus has the series of sidecars and applications that rules and dashboards read, and its rules run without errors.</summary>
internal sealed class PrometheusCheck : ICheck
{
    private static readonly string[] Series =
    [
        "istio_requests_total", "istio_request_duration_milliseconds_count", "http_server_request_duration_seconds_count", "request_predict_seconds_count", "mlmesh_predictions_total",
    ];

    public string Name => "prometheus";

    public string Title => "Prometheus has the series, and its rules run";

    public async Task<CheckResult> RunAsync(CheckContext cluster, CancellationToken cancellationToken)
    {
        await cluster.Traffic.SendAsync(ProbeKind.Outside, Name, [.. Enumerable.Repeat(ProbeTraffic.Predict(), 10)], 2, cancellationToken);
        return await cluster.UntilPassedAsync(end => LookAsync(cluster, end), cancellationToken);
    }

    private static async Task<CheckResult> LookAsync(CheckContext cluster, CancellationToken cancellationToken)
    {
        var prometheus = Addon.Prometheus(cluster.Tools);
        var counts = await prometheus.GetAsync($"/api/v1/query?query={Uri.EscapeDataString($"count by (__name__) ({{__name__=~\"{string.Join('|', Series)}\"}})")}", cancellationToken);
        var found = Items(counts["data"]?["result"]).ToDictionary(item => Text(item["metric"]?["__name__"]), item => Text((item["value"] as JsonArray)?[1]), StringComparer.Ordinal);
        var rules = Items((await prometheus.GetAsync("/api/v1/rules", cancellationToken))["data"]?["groups"]).SelectMany(group => Items(group["rules"])).ToList();
        var broken = rules.Where(rule => Text(rule["health"]) == "err").Select(rule => $"{Text(rule["name"])} ({Text(rule["lastError"])})").ToList();
        var missing = Series.Where(name => !found.ContainsKey(name)).ToList();
        var seen = $"{string.Join(", ", found.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Value} × {entry.Key}"))}; {rules.Count} rules" +
            $"{(missing.Count > 0 ? $"; missing: {string.Join(", ", missing)}" : "")}{(broken.Count > 0 ? $"; failing rules: {Excerpt.Of(string.Join(", ", broken))}" : "")}";
        return CheckResult.When(missing.Count == 0 && broken.Count == 0 && rules.Count > 0, seen, $"series of {string.Join(", ", Series)}, and rules without errors",
            $"istioctl dashboard prometheus (Status, Targets); kubectl get networkpolicies -n {cluster.Namespace}");
    }

    private static IEnumerable<JsonNode> Items(JsonNode? node) => node is JsonArray array ? array.OfType<JsonNode>() : [];

    private static string Text(JsonNode? node) => node?.ToString() ?? "";
}
