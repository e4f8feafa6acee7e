using MlMesh.Cli.Verify.Cluster;
using MlMesh.Cli.Verify.Probes;
using MlMesh.Cli.Verify.Traffic;
using MlMesh.Mesh.Resources;

namespace MlMesh.Cli.Verify.Checks;

/// <summary>A pod without sidecar, which can only speak plaintext, is cut off. The run's NetworkPolicy lets it get that far, so that the mesh is what refuses it.</summary>
internal sealed class MutualTlsCheck : ICheck
{
    private const int Empty = 52;
    private const int Reset = 56;

    public string Name => "mtls";

    public string Title => "plaintext is refused";

    public async Task<CheckResult> RunAsync(CheckContext cluster, CancellationToken cancellationToken)
    {
        var modes = (await cluster.State.PolicyAsync(cancellationToken)).Concat(await cluster.State.RootPolicyAsync(cancellationToken)).OfType<PeerAuthentication>()
            .Where(policy => policy.Selector is null).Select(policy => $"{policy.Namespace}/{policy.Name} {policy.Mtls?.Mode.ToString().ToUpperInvariant() ?? "UNSET"}").ToList();
        var answer = await cluster.Traffic.SendAsync(ProbeKind.Outside, Name, new ProbeRequest($"http://{Deployment.ModelHost(cluster.Namespace)}:{Deployment.ModelPort}{Deployment.PredictPath}{Deployment.PredictQuery}"), cancellationToken);
        var policies = modes.Count > 0 ? $"PeerAuthentication {string.Join(", ", modes)}" : "no PeerAuthentication";
        return CheckResult.When(answer.CurlCode is Reset or Empty, $"plaintext to {Deployment.Model}: {answer.Outcome} ({policies})",
            // A time-out or a refused connection would say that nobody was reached, not that plaintext is refused.
            "the connection is reset", $"istioctl x describe service {Deployment.Model} -n {cluster.Namespace}; kubectl get peerauthentications -A");
    }
}
