using MlMesh.Cli.Verify.Cluster;
using MlMesh.Cli.Verify.Probes;
using MlMesh.Cli.Verify.Traffic;

namespace MlMesh.Cli.Verify.Checks;

/// <summary>A pod of another namespace, in the mesh and with its own certificate, gets 403, while the way through the ingress is open.</summary>
internal sealed class AuthorizationCheck : ICheck
{
    public string Name => "authorization";

    public string Title => "a foreign namespace is refused with 403";

    public async Task<CheckResult> RunAsync(CheckContext cluster, CancellationToken cancellationToken)
    {
        var foreign = await cluster.Traffic.SendAsync(ProbeKind.Foreign, Name, new ProbeRequest($"http://{Deployment.ModelHost(cluster.Namespace)}:{Deployment.ModelPort}{Deployment.PredictPath}{Deployment.PredictQuery}"), cancellationToken);
        var open = await cluster.Traffic.SendAsync(ProbeKind.Outside, Name, ProbeTraffic.Predict(), cancellationToken);
        return CheckResult.When(foreign is { CurlCode: 0, Status: 403 } && open.Status == 200,
            $"{cluster.Probes.Namespace}/sa/default to {Deployment.Model}: {foreign.Outcome}; through the ingress: {open.Outcome}",
            "403 for the foreign service account, 200 through the ingress", $"istioctl x describe service {Deployment.Model} -n {cluster.Namespace}; kubectl get authorizationpolicies -n {cluster.Namespace}");
    }
}
