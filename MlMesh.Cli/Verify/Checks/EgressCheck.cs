using MlMesh.Cli.Verify.Cluster;
using MlMesh.Cli.Verify.Probes;
using MlMesh.Cli.Verify.Traffic;
using MlMesh.Mesh.Resources;

namespace MlMesh.Cli.Verify.Checks;

/// <summary>From the model's identity the host that is opened answers, and any other is refused by the sidecar.</summary>
internal sealed class EgressCheck : ICheck
{
    private const string UnknownHost = "unknown.mlmesh-verify.internal";

    // The sidecar captures what goes there and routes by host; nobody has the address (RFC 5737).
    private const string Nowhere = "192.0.2.1";

    public string Name => "egress";

    public string Title => "only the opened hosts are reached";

    public async Task<CheckResult> RunAsync(CheckContext cluster, CancellationToken cancellationToken)
    {
        var policy = await cluster.State.PolicyAsync(cancellationToken);
        var entry = policy.OfType<ServiceEntry>().FirstOrDefault(candidate => candidate.MeshLocation == ServiceEntryLocation.MeshExternal && candidate.Ports.Any(port => port.Protocol.Equals("HTTP", StringComparison.OrdinalIgnoreCase)));
        if (entry is not { Hosts: [var host, ..] })
            return CheckResult.NotApplied($"no ServiceEntry in {cluster.Namespace} opens an outside host");
        var port = entry.Ports.First(candidate => candidate.Protocol.Equals("HTTP", StringComparison.OrdinalIgnoreCase)).Number;
        var answers = await cluster.Traffic.SendAsync(ProbeKind.Member, Name,
            [
                new ProbeRequest($"http://{host}:{port}/") { Resolve = $"{host}:{port}:{Nowhere}" },
                new ProbeRequest($"http://{UnknownHost}/") { Resolve = $"{UnknownHost}:80:{Nowhere}" },
            ], 1, cancellationToken);
        // Any answer of the host's own will do; 403 is the egress gateway's, 502 to 504 are proxies'.
        var reached = answers[0] is { CurlCode: 0, Status: not (403 or 502 or 503 or 504) };
        var refused = answers[1] is { CurlCode: 0, Status: 502 };
        return CheckResult.When(reached && refused, $"{host}: {answers[0].Outcome}; {UnknownHost}: {answers[1].Outcome}", $"an answer of {host}, and 502 for a host that is not in the registry",
            reached ? $"kubectl get sidecars -n {cluster.Namespace} -o yaml" : $"istioctl proxy-config routes deploy/{Deployment.Model}-v1 -n {cluster.Namespace} --name {port} -o json; kubectl logs -n {Deployment.IstioNamespace} deployment/istio-egressgateway --tail 20");
    }
}
