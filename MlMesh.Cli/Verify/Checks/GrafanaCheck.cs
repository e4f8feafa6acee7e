using System.Text.Json;
using System.Text.Json.Nodes;
using MlMesh.Cli.Verify.Cluster;

namespace MlMesh.Cli.Verify.Checks;

/// <summary>Grafana shows the dashboards that were put into its ConfigMap, and has a Prometheus to draw them from.</summary>
internal sealed class GrafanaCheck : ICheck
{
    private const string Map = "istio-grafana-dashboards";

    /// <summary>Touches the addons alone: what else is in force stays so.</summary>
    private const string PutThemBack = "istio-overlays/install.sh --addons-only";

    public string Name => "grafana";

    public string Title => "Grafana has the dashboards and their source";

    public async Task<CheckResult> RunAsync(CheckContext cluster, CancellationToken cancellationToken)
    {
        var map = await cluster.Tools.ReadAsync(["get", "configmap", Map, "-n", Deployment.IstioNamespace, "-o", "json"], cancellationToken);
        var wanted = ((map["data"] as JsonObject) ?? []).Where(file => file.Key.StartsWith("mlmesh-", StringComparison.Ordinal)).Select(file => TitleOf(file.Value?.ToString() ?? "")).ToList();
        if (wanted.Count == 0)
            return CheckResult.Failed($"files mlmesh-*.json in the ConfigMap {Map}", "none", PutThemBack);
        return await cluster.UntilPassedAsync(async end =>
        {
            var grafana = Addon.Grafana(cluster.Tools);
            var titles = Titles(await grafana.GetAsync("/api/search?type=dash-db", end), "title").ToList();
            var sources = Titles(await grafana.GetAsync("/api/datasources", end), "type").ToList();
            var missing = wanted.Except(titles).ToList();
            return CheckResult.When(missing.Count == 0 && sources.Contains("prometheus"),
                $"{titles.Count} dashboards{(missing.Count > 0 ? $", without {string.Join(", ", missing)}" : $", among them {string.Join(", ", wanted)}")}; sources: {(sources.Count > 0 ? string.Join(", ", sources) : "none")}",
                $"the dashboards {string.Join(", ", wanted)} and a source of type prometheus",
                $"kubectl logs -n {Deployment.IstioNamespace} deployment/grafana; istioctl dashboard grafana");
        }, cancellationToken);
    }

    private static string TitleOf(string dashboard)
    {
        try
        {
            return JsonNode.Parse(dashboard)?["title"]?.ToString() ?? "";
        }
        catch (JsonException e)
        {
            throw new CheckFailedException($"JSON in the ConfigMap {Map}", e.Message, PutThemBack);
        }
    }

    private static IEnumerable<string> Titles(JsonNode list, string field) => ((list as JsonArray) ?? []).Select(item => item?[field]?.ToString() ?? "");
}
