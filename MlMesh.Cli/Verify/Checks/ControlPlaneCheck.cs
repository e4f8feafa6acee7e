using System.Text.Json.Nodes;
using MlMesh.Cli.Verify.Cluster;

namespace MlMesh.Cli.Verify.Checks;

/// <summary>istiod and the node agent are ready, and Istio's own analysis finds no error.</summary>
internal sealed class ControlPlaneCheck : ICheck
{
    public string Name => "control-plane";

    public string Title => "istiod and istio-cni are ready, and istioctl analyze finds no error";

    public async Task<CheckResult> RunAsync(CheckContext cluster, CancellationToken cancellationToken)
    {
        var istiods = await cluster.Tools.ReadAsync(["get", "deployments", "-n", Deployment.IstioNamespace, "-l", "app=istiod", "-o", "json"], cancellationToken);
        var (wanted, ready) = Sum(istiods, "replicas", "readyReplicas");
        var agents = await cluster.Tools.ReadAsync(["get", "daemonsets", "-n", Deployment.IstioNamespace, "-l", "k8s-app=istio-cni-node", "-o", "json"], cancellationToken);
        var (nodes, agentsReady) = Sum(agents, "desiredNumberScheduled", "numberReady");
        // Its exit code is not 0 when it has findings; without any it may say so in words.
        var analysis = await cluster.Tools.IstioctlAsync(["analyze", "-n", cluster.Namespace, "-o", "json"], cancellationToken);
        var errors = (analysis.ExitCode == 0 && !analysis.Output.StartsWith('[') ? [] : (ClusterTools.Json(analysis) as JsonArray) ?? [])
            .OfType<JsonNode>().Where(finding => finding["level"]?.ToString() == "Error").ToList();

        var seen = $"istiod {ready} of {wanted} ready, istio-cni on {agentsReady} of {nodes} nodes, {(errors.Count == 0 ? "no errors in the analysis" : $"{errors.Count} errors in the analysis: {Excerpt.Of(string.Join("; ", errors.Take(3).Select(Text)))}")}";
        return CheckResult.When(wanted > 0 && ready == wanted && nodes > 0 && agentsReady == nodes && errors.Count == 0, seen,
            "every replica of istiod ready, istio-cni on every node, no errors",
            errors.Count > 0 ? $"istioctl analyze -n {cluster.Namespace}" : $"kubectl get pods -n {Deployment.IstioNamespace}; istioctl version");
    }

    private static (int Wanted, int Ready) Sum(JsonNode list, string wanted, string ready)
    {
        var items = ((list["items"] as JsonArray) ?? []).OfType<JsonNode>().ToList();
        return (items.Sum(item => Number(item, wanted)), items.Sum(item => Number(item, ready)));
    }

    private static int Number(JsonNode item, string field) => item["status"]?[field] is JsonValue value && value.TryGetValue(out int number) ? number : 0;

    private static string Text(JsonNode finding) => $"{finding["code"]} {finding["origin"]}: {finding["message"]}";
}
