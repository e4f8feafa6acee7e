using MlMesh.Cli.Verify.Probes;
using MlMesh.Cli.Verify.Traffic;
using MlMesh.Mesh.Resources;

namespace MlMesh.Cli.Verify.Checks;

/// <summary>
/// Two hosts in the probes' own namespace, one that never answers and one that refuses connections, under the limits and retries of the cluster's own policy:
/// what a breaker and retries do shows there without harm to anybody. They exist for the probe's sidecar alone.
/// </summary>
internal sealed class Rehearsal(CheckContext cluster)
{
    public const string RefusingHost = "refusing.mlmesh-verify.internal";

    private const string SilentHost = "silent.mlmesh-verify.internal";

    /// <summary>An address that nobody has (RFC 5737). The sidecar captures what goes to it, and routes by host.</summary>
    private const string Nowhere = "192.0.2.1";

    private const int WaitSeconds = 5;

    public static ProbeRequest Silent { get; } = Request(SilentHost);

    public static ProbeRequest Refusing { get; } = Request(RefusingHost);

    /// <summary>A command that shows what the probe's sidecar holds, while it lives.</summary>
    public string Look => $"istioctl proxy-config clusters foreign.{cluster.Probes.Namespace} --fqdn {SilentHost} -o json";

    /// <summary>Creates the hosts and waits until the probe's sidecar knows them.</summary>
    /// <param name="connections">Limit of connections; null for none.</param>
    /// <param name="pending">Limit of waiting requests; null for none.</param>
    /// <param name="retries">Retries; null for none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task PrepareAsync(int? connections, int? pending, HttpRetry? retries, CancellationToken cancellationToken)
    {
        await cluster.Probes.GetAsync(ProbeKind.Foreign, cancellationToken);
        await cluster.Probes.ApplyAsync(Manifest(connections, pending, retries), cancellationToken);
        var result = await cluster.UntilPassedAsync(async end =>
        {
            var known = await cluster.Tools.IstioctlAsync(["proxy-config", "routes", $"foreign.{cluster.Probes.Namespace}", "--name", "80", "-o", "json"], end);
            return CheckResult.When(known.ExitCode == 0 && known.Output.Contains(Marker(pending, retries), StringComparison.Ordinal), "not there", "the rehearsal's routes in the probe's sidecar", Look);
        }, cancellationToken);
        if (result.Status == CheckStatus.Failed)
            throw new CheckFailedException(result.Expected!, result.Evidence, result.Next!);
    }

    /// <summary>Name of the routes: it tells this rehearsal from the one before.</summary>
    private static string Marker(int? pending, HttpRetry? retries) => retries is null ? $"waiting-{pending}" : $"retries-{retries.Attempts}";

    private static ProbeRequest Request(string host) => new($"http://{host}/") { Resolve = $"{host}:80:{Nowhere}" };

    private static string Manifest(string ns, string run, string host, string endpoint, string port, string policy, string retries, string marker) => $$"""
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: {{host}}, namespace: {{ns}}, labels: { {{ProbeManifests.Label}}: "{{run}}" } }
        spec:
          hosts: [{{host}}]
          exportTo: ["."]
          location: MESH_EXTERNAL
          resolution: STATIC
          ports: [{number: 80, name: http, protocol: HTTP}]
          endpoints: [{address: {{endpoint}}, ports: {http: {{port}} } }]
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: {{host}}, namespace: {{ns}}, labels: { {{ProbeManifests.Label}}: "{{run}}" } }
        spec:
          host: {{host}}
          exportTo: ["."]
          trafficPolicy: {{policy}}
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: {{host}}, namespace: {{ns}}, labels: { {{ProbeManifests.Label}}: "{{run}}" } }
        spec:
          hosts: [{{host}}]
          exportTo: ["."]
          http:
          - name: {{marker}}
            route: [{destination: {host: {{host}}, port: {number: 80} } }]
            retries: {{retries}}

        """;

    private string Manifest(int? connections, int? pending, HttpRetry? retries)
    {
        var (ns, run) = (cluster.Probes.Namespace, cluster.Probes.Run);
        return retries is null
            ? Manifest(ns, run, SilentHost, Nowhere, "80", $$"""{connectionPool: {tcp: {maxConnections: {{connections}}, connectTimeout: {{WaitSeconds}}s}, http: {http1MaxPendingRequests: {{pending}} } } }""", "{attempts: 0}", Marker(pending, null))
            // Nobody listens on the probe's own port 9 (discard).
            : Manifest(ns, run, RefusingHost, "127.0.0.1", "9", "{connectionPool: {tcp: {connectTimeout: 1s}}}",
                $$"""{attempts: {{retries.Attempts}}{{(retries.RetryOn.Length > 0 ? $", retryOn: \"{retries.RetryOn}\"" : "")}}}""", Marker(null, retries));
    }
}
