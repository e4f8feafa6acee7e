using System.Security.Cryptography;
using System.Text.Json.Nodes;
using MlMesh.Cli.Verify.Cluster;
using MlMesh.Cli.Verify.Probes;
using MlMesh.Cli.Verify.Traffic;

namespace MlMesh.Cli.Verify.Checks;

/// <summary>One request's trace arrives in Jaeger, with every service of its path. The request asks to be sampled.</summary>
internal sealed class TracesCheck : ICheck
{
    private static readonly string[] Services = [Deployment.Ingress, Deployment.Gateway, Deployment.Model];

    public string Name => "traces";

    public string Title => "a prediction's trace is in Jaeger, with all services";

    public async Task<CheckResult> RunAsync(CheckContext cluster, CancellationToken cancellationToken)
    {
        var trace = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var parent = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var answer = await cluster.Traffic.SendAsync(ProbeKind.Outside, Name, ProbeTraffic.Predict().With("traceparent", $"00-{trace}-{parent}-01"), cancellationToken);
        if (answer.Status != 200)
            return CheckResult.Failed("an answer to the traced request", answer.Outcome, $"istioctl x describe service {Deployment.Gateway} -n {cluster.Namespace}");
        return await cluster.UntilPassedAsync(async end => Judge(await Addon.Jaeger(cluster.Tools).FindAsync($"/jaeger/api/traces/{trace}", end), trace, cluster.Namespace), cancellationToken);
    }

    private static CheckResult Judge(JsonNode? answer, string trace, string ns)
    {
        var data = (answer?["data"] as JsonArray)?.OfType<JsonNode>().FirstOrDefault();
        var names = ((data?["processes"] as JsonObject) ?? []).Select(process => process.Value?["serviceName"]?.ToString() ?? "").Distinct().Order(StringComparer.Ordinal).ToList();
        var spans = (data?["spans"] as JsonArray)?.Count ?? 0;
        // A proxy's name is <workload's app>.<namespace>, an application's its workload's.
        var missing = Services.Where(service => !names.Exists(name => name.Split('.')[0].StartsWith(service, StringComparison.Ordinal))).ToList();
        var seen = spans == 0 ? $"no trace {trace}" : $"trace {trace}: {spans} spans of {string.Join(", ", names)}";
        return CheckResult.When(missing.Count == 0, missing.Count == 0 || spans == 0 ? seen : $"{seen}; none of {string.Join(", ", missing)}", $"spans of {string.Join(", ", Services)}",
            $"kubectl get telemetries -A; istioctl proxy-config bootstrap deploy/{Deployment.Gateway} -n {ns} -o json; istioctl dashboard jaeger");
    }
}
