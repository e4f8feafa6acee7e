using System.Globalization;
using System.Text.Json.Nodes;
using MlMesh.Cli.Verify.Cluster;
using MlMesh.Cli.Verify.Probes;

namespace MlMesh.Cli.Verify.Checks;

/// <summary>
/// The breaker's limits are in the gateway's proxy, and a proxy under the same limits trips: more requests than may wait are sent at once to a host that never
/// answers, from a probe's sidecar, so that the model is not flooded for the sake of a proof.
/// </summary>
internal sealed class CircuitBreakerCheck : ICheck
{
    private const int Surplus = 40;
    private const int LargestLimit = 200;

    public string Name => "circuit-breaker";

    public string Title => "the circuit breaker trips at its limit";

    public async Task<CheckResult> RunAsync(CheckContext cluster, CancellationToken cancellationToken)
    {
        var routes = await cluster.State.RoutesAsync(cancellationToken);
        if (routes.Rule?.TrafficPolicy?.ConnectionPool is not { Http.Http1MaxPendingRequests: > 0 and var pending } pool)
            return CheckResult.NotApplied($"no DestinationRule of {Deployment.Model} limits http1MaxPendingRequests");
        if (await cluster.State.IsAmbientAsync(cancellationToken))
            return CheckResult.NotApplied("no sidecars: the waypoint's limits are not tried");

        var pod = await cluster.State.GatewayPodAsync(cancellationToken);
        var clusters = await cluster.Tools.ReadIstioAsync(["proxy-config", "clusters", $"{pod.Name}.{cluster.Namespace}", "--fqdn", Deployment.ModelHost(cluster.Namespace), "-o", "json"], cancellationToken);
        var limits = ((clusters as JsonArray) ?? []).OfType<JsonNode>().Select(entry => (Name: entry["name"]?.ToString() ?? "", Limit: LimitOf(entry))).Where(entry => entry.Name.StartsWith("outbound|", StringComparison.Ordinal)).ToList();
        var wrong = limits.Where(entry => entry.Limit != pending).ToList();
        var next = $"istioctl proxy-config clusters {pod.Name}.{cluster.Namespace} --fqdn {Deployment.ModelHost(cluster.Namespace)} -o json";
        if (limits.Count == 0 || wrong.Count > 0)
            return CheckResult.Failed($"maxPendingRequests {pending} in each of the gateway's clusters", limits.Count == 0 ? "no clusters" : string.Join(", ", wrong.Select(entry => $"{entry.Name}: {entry.Limit?.ToString(CultureInfo.InvariantCulture) ?? "none"}")), next);

        // Only so many requests can be sent at once; a wider breaker is tried with a smaller limit.
        var tried = Math.Min(pending, LargestLimit);
        var rehearsal = new Rehearsal(cluster);
        await rehearsal.PrepareAsync(Math.Max(tried, pool.Tcp?.MaxConnections ?? 0), tried, null, cancellationToken);
        var answers = await cluster.Traffic.SendAsync(ProbeKind.Foreign, Name, [.. Enumerable.Repeat(Rehearsal.Silent, tried + Surplus)], tried + Surplus, cancellationToken);
        var refused = answers.Count(answer => answer is { Status: 503, IsOverload: true });
        // Workers count together, but not under one lock, so that a few more may slip in.
        return CheckResult.When(refused > 0 && answers.Count - refused >= tried * 9 / 10 && answers.Count - refused <= tried + Surplus / 2,
            $"of {answers.Count} requests at once to a host that does not answer, {answers.Count - refused} waited and {refused} were refused at once (503, x-envoy-overloaded); the gateway's {limits.Count} clusters have the limit {pending}",
            $"about {tried} wait, the others are refused at once", $"{next}; {rehearsal.Look}");
    }

    private static int? LimitOf(JsonNode cluster) =>
        (cluster["circuitBreakers"]?["thresholds"] as JsonArray)?.FirstOrDefault()?["maxPendingRequests"] is JsonValue value && value.TryGetValue(out int limit) ? limit : null;
}
