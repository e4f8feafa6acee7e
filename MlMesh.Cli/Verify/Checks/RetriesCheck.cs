using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlMesh.Cli.Verify.Cluster;
using MlMesh.Cli.Verify.Probes;
using MlMesh.Mesh.Resources;

namespace MlMesh.Cli.Verify.Checks;

/// <summary>
/// The rule's retries are in the gateway's proxy, and a proxy with the same retries makes them: a request to a host that refuses connections is tried that often
/// again, by the count of the probe's own sidecar.
/// </summary>
internal sealed partial class RetriesCheck : ICheck
{
    // What Istio does where a rule says nothing (istio.networking.v1.HTTPRetry).
    private const int DefaultAttempts = 2;

    private static readonly string[] OnRefusal = ["5xx", "gateway-error", "connect-failure", "reset"];

    public string Name => "retries";

    public string Title => "what fails is tried again, as often as the rule says";

    public async Task<CheckResult> RunAsync(CheckContext cluster, CancellationToken cancellationToken)
    {
        var routes = await cluster.State.RoutesAsync(cancellationToken);
        var route = routes.Predict();
        var retries = route.Retries ?? new HttpRetry { Attempts = DefaultAttempts, RetryOn = "connect-failure,refused-stream,unavailable,cancelled" };
        if (retries.Attempts == 0)
            return CheckResult.NotApplied($"rule '{route.Name}' of VirtualService {routes.Name} forbids retries");
        if (retries.RetryOn.Length > 0 && !retries.RetryOn.Split(',').Any(condition => OnRefusal.Contains(condition.Trim())))
            return CheckResult.NotApplied($"rule '{route.Name}' of VirtualService {routes.Name} does not retry a refused connection (retryOn: {retries.RetryOn})");
        if (await cluster.State.IsAmbientAsync(cancellationToken))
            return CheckResult.NotApplied("no sidecars: the waypoint's retries are not tried");

        var pod = await cluster.State.GatewayPodAsync(cancellationToken);
        var port = Deployment.ModelPort.ToString(CultureInfo.InvariantCulture);
        var tables = await cluster.Tools.ReadIstioAsync(["proxy-config", "routes", $"{pod.Name}.{cluster.Namespace}", "--name", port, "-o", "json"], cancellationToken);
        var next = $"istioctl proxy-config routes {pod.Name}.{cluster.Namespace} --name {port} -o json";
        var programmed = RetriesOf(tables, cluster.Namespace, route.Name);
        if (programmed != retries.Attempts)
            return CheckResult.Failed($"numRetries {retries.Attempts} in the gateway's route '{route.Name}'", programmed is { } other ? $"{other}" : "no such route", next);

        var rehearsal = new Rehearsal(cluster);
        await rehearsal.PrepareAsync(null, null, retries, cancellationToken);
        var before = await CountAsync(cluster, cancellationToken);
        var answer = await cluster.Traffic.SendAsync(ProbeKind.Foreign, Name, Rehearsal.Refusing, cancellationToken);
        var made = await CountAsync(cluster, cancellationToken) - before;
        return CheckResult.When(made == retries.Attempts, $"{made} retries of one request to a host that refuses connections (answer: {answer.Outcome}); the gateway's route '{route.Name}' has numRetries {programmed}",
            $"{retries.Attempts} retries", $"{next}; {rehearsal.Look}");
    }

    private static int? RetriesOf(JsonNode tables, string ns, string route) => ((tables as JsonArray) ?? [])
        .SelectMany(table => Items(table?["virtualHosts"])).Where(host => (host["name"]?.ToString() ?? "").StartsWith(Deployment.ModelHost(ns), StringComparison.Ordinal))
        .SelectMany(host => Items(host["routes"])).Where(entry => (entry["name"]?.ToString() ?? "") == route)
        .Select(entry => entry["route"]?["retryPolicy"]?["numRetries"] is JsonValue value && value.TryGetValue(out int count) ? count : (int?)null).FirstOrDefault();

    private static async Task<int> CountAsync(CheckContext cluster, CancellationToken cancellationToken)
    {
        var probe = await cluster.Probes.GetAsync(ProbeKind.Foreign, cancellationToken);
        var stats = ClusterTools.Succeeded(await cluster.Tools.KubectlAsync(
            ["exec", "-n", probe.Namespace, probe.Name, "-c", "istio-proxy", "--", "pilot-agent", "request", "GET", $"stats?filter={Rehearsal.RefusingHost}.*upstream_rq_retry$"], null, cancellationToken));
        return Count().Matches(stats.Output).Sum(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
    }

    private static IEnumerable<JsonNode> Items(JsonNode? node) => node is JsonArray array ? array.OfType<JsonNode>() : [];

    [GeneratedRegex(@"upstream_rq_retry: (\d{1,9})")]
    private static partial Regex Count();
}
