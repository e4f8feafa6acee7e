using System.Text.Json.Nodes;
using MlMesh.Cli.Verify.Cluster;
using MlMesh.Cli.Verify.Probes;
using MlMesh.Cli.Verify.Traffic;

namespace MlMesh.Cli.Verify.Checks;

/// <summary>Kiali's graph has the path of a prediction: ingress to gateway, gateway to each version that gets predictions.</summary>
internal sealed class KialiCheck : ICheck
{
    private const int Requests = 50;

    public string Name => "kiali";

    public string Title => "Kiali's graph has the edges of a prediction";

    public async Task<CheckResult> RunAsync(CheckContext cluster, CancellationToken cancellationToken)
    {
        var routes = await cluster.State.RoutesAsync(cancellationToken);
        // Few requests may miss a version with a small share; those below a tenth are not insisted on.
        var versions = routes.Shares(routes.Predict()).Where(share => share.Share >= 0.1 && share.Version.Length > 0).Select(share => share.Version);
        List<(string From, string To)> wanted = [(Deployment.Ingress, Deployment.Gateway), .. versions.Select(version => (Deployment.Gateway, $"{Deployment.Model}-{version}"))];
        await cluster.Traffic.SendAsync(ProbeKind.Outside, Name, [.. Enumerable.Repeat(ProbeTraffic.Predict(), Requests)], 4, cancellationToken);
        return await cluster.UntilPassedAsync(async end =>
        {
            var graph = await Addon.Kiali(cluster.Tools).GetAsync($"/kiali/api/namespaces/graph?namespaces={cluster.Namespace}&duration=600s&graphType=workload&injectServiceNodes=false", end);
            return Judge(graph, wanted, cluster.Namespace);
        }, cancellationToken);
    }

    private static CheckResult Judge(JsonNode graph, List<(string From, string To)> wanted, string ns)
    {
        var names = Data(graph, "nodes").ToDictionary(node => Text(node["id"]), node => Text(node["workload"]), StringComparer.Ordinal);
        var edges = Data(graph, "edges").Select(edge => (names.GetValueOrDefault(Text(edge["source"]), "?"), names.GetValueOrDefault(Text(edge["target"]), "?"))).Distinct().ToList();
        return CheckResult.When(wanted.TrueForAll(edges.Contains), edges.Count == 0 ? "no edges" : string.Join(", ", edges.Select(Arrow)), string.Join(", ", wanted.Select(Arrow)),
            $"istioctl dashboard kiali; kubectl logs -n {Deployment.IstioNamespace} deployment/kiali; istioctl x describe service {Deployment.Model} -n {ns}");
    }

    private static IEnumerable<JsonNode> Data(JsonNode graph, string part) => ((graph["elements"]?[part] as JsonArray) ?? []).Select(item => item?["data"]).OfType<JsonNode>();

    private static string Text(JsonNode? node) => node?.ToString() ?? "";

    private static string Arrow((string From, string To) edge) => $"{edge.From} → {edge.To}";
}
