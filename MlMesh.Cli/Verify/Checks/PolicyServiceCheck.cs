using MlMesh.Cli.Verify.Cluster;
using MlMesh.Cli.Verify.Expectations;
using MlMesh.Cli.Verify.Probes;
using MlMesh.Cli.Verify.Traffic;
using MlMesh.Mesh.Resources;

namespace MlMesh.Cli.Verify.Checks;

/// <summary>The policy service (OPA) decides as its decision table says. Refused is 403, or 404 where the ingress does not even know the path.</summary>
internal sealed class PolicyServiceCheck : ICheck
{
    private const string RoleHeader = "x-user-role";

    public string Name => "opa";

    public string Title => "the policy service decides as its table says";

    public async Task<CheckResult> RunAsync(CheckContext cluster, CancellationToken cancellationToken)
    {
        var policy = await cluster.State.PolicyAsync(cancellationToken);
        if (policy.OfType<AuthorizationPolicy>().FirstOrDefault(candidate => candidate.Action == AuthorizationAction.Custom) is not { } custom)
            return CheckResult.NotApplied($"no AuthorizationPolicy in {cluster.Namespace} has the action CUSTOM");
        // Where tokens are verified the role comes from them, and what a caller claims is dropped.
        var verified = (await cluster.State.RootPolicyAsync(cancellationToken)).OfType<RequestAuthentication>().Any();
        var cases = Decision.Of(policy).Where(each => !verified || each.Role.Length == 0).ToList();
        if (cases.Count == 0)
            return CheckResult.Failed("a decision table (decisions.yaml with cases) in a ConfigMap", "none", $"kubectl get configmaps -n {cluster.Namespace}");

        var requests = cases.Select(each => Request(each.Role, each.Method, each.Path)).ToList();
        var answers = await cluster.Traffic.SendAsync(ProbeKind.Outside, Name, requests, 2, cancellationToken);
        var wrong = cases.Zip(answers).Where(pair => pair.First.Allow ? pair.Second.CurlCode != 0 || pair.Second.Status is 403 : pair.Second.Status is not (403 or 404)).ToList();
        return CheckResult.When(wrong.Count == 0,
            wrong.Count == 0 ? $"{cases.Count} requests decided as the table says, {cases.Count(each => !each.Allow)} of them refused"
                : string.Join("; ", wrong.Take(5).Select(pair => $"{pair.First.Method} {pair.First.Path} as '{pair.First.Role}': {pair.Second.Outcome}, to be {(pair.First.Allow ? "allowed" : "refused")}")),
            $"403 exactly where the table of provider '{custom.Provider?.Name}' refuses", $"kubectl logs -n {cluster.Namespace} deployment/opa -c opa; istioctl x describe service {Deployment.Gateway} -n {cluster.Namespace}");
    }

    private static ProbeRequest Request(string role, string method, string path)
    {
        var request = ProbeTraffic.ToIngress(path) with { Method = method };
        return role.Length > 0 ? request.With(RoleHeader, role) : request;
    }
}
