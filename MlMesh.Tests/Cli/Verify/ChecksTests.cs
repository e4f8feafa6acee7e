using System.Text.Json.Nodes;
using Xunit;

namespace MlMesh.Tests.Cli.Verify;

/// <summary><c>mlmesh verify</c> with a fake kubectl and istioctl that replay committed outputs: no cluster takes part.</summary>
public sealed class ChecksTests : IDisposable
{
    private readonly FakeTools _tools = new();

    [Theory]
    [InlineData("control-plane", "istiod 2 of 2 ready, istio-cni on 3 of 3 nodes, no errors in the analysis")]
    [InlineData("sidecars", "8 pods: 1 with a sidecar, 7 with a native sidecar")]
    [InlineData("routing", "v1: 5 × 200; v2: 5 × 200")]
    [InlineData("canary-share", "v2 13 of 100 = 13.0 % (4.4 to 27.2 % at level 0.999; policy: 10 %)")]
    [InlineData("header-ab", "x-user-group: beta: 20 of 20 answered by v2")]
    [InlineData("stickiness", "30 of 30 first visits got the cookie of the version that answered; mlmesh-variant=v1-r1: 20 of 20 answered by v1; mlmesh-variant=v2-r1: 20 of 20 answered by v2")]
    [InlineData("traces", "5 spans of gateway, gateway.ml-services, istio-ingressgateway.istio-system, model-inference-v1, model-inference.ml-services")]
    [InlineData("mtls", "plaintext to model-inference: connection reset (PeerAuthentication ml-services/default STRICT)")]
    [InlineData("authorization", "/sa/default to model-inference: 403; through the ingress: 200")]
    [InlineData("circuit-breaker", "of 168 requests at once to a host that does not answer, 129 waited and 39 were refused at once (503, x-envoy-overloaded); the gateway's 3 clusters have the limit 128")]
    [InlineData("retries", "2 retries of one request to a host that refuses connections (answer: 503); the gateway's route 'split' has numRetries 2")]
    [InlineData("kiali", "gateway → model-inference-v2")]
    [InlineData("grafana", "3 dashboards, among them Rollout, Mesh; sources: prometheus, loki")]
    [InlineData("prometheus", "14 × mlmesh_predictions_total")]
    [InlineData("rate-limit", "one user: 12 of 30 served, 18 refused with 429 (limit 10)")]
    [InlineData("rate-limit-local", "a burst of 100: 31 served, 69 refused with 429 (limit 5 for each of 5 pods)")]
    [InlineData("shadow", "100 of 100 answered, 0 of them by v2; 2 pods of v2 got 100 copies")]
    [InlineData("egress", "www.transtats.bts.gov: 302; unknown.mlmesh-verify.internal: 502")]
    [InlineData("opa", "4 requests decided as the table says, 2 of them refused")]
    public async Task A_check_passes_with_its_evidence_with_a_fake_kubectl_and_istioctl_that_replay_committed_outputs(string recording, string evidence)
    {
        var check = await RunAsync($"{recording}.passes", recording, exitCode: 0);

        Assert.Equal("passed", check["status"]!.GetValue<string>());
        Assert.Contains(evidence, check["evidence"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("retries")]
    [InlineData("circuit-breaker")]
    [InlineData("shadow")]
    public async Task Where_pods_have_ztunnel_a_check_of_sidecars_does_not_apply_with_a_fake_kubectl_and_istioctl_that_replay_committed_outputs(string check)
    {
        var run = await _tools.VerifyAsync($"ambient:{check}.passes", "--checks", check, "--json");

        Assert.Contains("no sidecars", FakeTools.OnlyCheck(run).ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("control-plane", "istiod 1 of 2 ready, istio-cni on 3 of 3 nodes, 1 errors in the analysis: IST0101", "no errors", "istioctl analyze -n ml-services")]
    [InlineData("sidecars", "without: feature-store-0", "every pod in ml-services in the mesh", "istioctl x check-inject -n ml-services feature-store-0")]
    [InlineData("routing", "v1: 5 × 200; v2: 5 × 404", "/v2/models/flight-delay/versions/v2", "istioctl x describe service model-inference")]
    [InlineData("canary-share", "v2 41 of 100 = 41.0 % (25.5 to 57.9 % at level 0.999; policy: 10 %)", "v1 90 %, v2 10 % (rule 'split'", "istioctl x describe")]
    [InlineData("header-ab", "x-user-group: beta: 3 of 20 answered by v2", "x-user-group: beta → v2, always", "istioctl x describe")]
    [InlineData("stickiness", "mlmesh-variant=v2-r1: 2 of 20 answered by v2", "mlmesh-variant=v2-r1 leads to v2", "kubectl get virtualservice model-inference")]
    [InlineData("traces", "none of model-inference", "spans of istio-ingressgateway, gateway, model-inference", "istioctl proxy-config bootstrap")]
    [InlineData("mtls", "plaintext to model-inference: 200", "the connection is reset", "istioctl x describe")]
    [InlineData("authorization", "to model-inference: 200; through the ingress: 200", "403 for the foreign service account", "kubectl get authorizationpolicies")]
    [InlineData("circuit-breaker", "168 waited and 0 were refused", "about 128 wait", "istioctl proxy-config clusters gateway-6b7d-aaaaa.ml-services")]
    [InlineData("retries", "0 retries of one request", "2 retries", "istioctl proxy-config routes gateway-6b7d-aaaaa.ml-services --name 8080")]
    [InlineData("kiali", "istio-ingressgateway → gateway, gateway → model-inference-v1", "gateway → model-inference-v2", "istioctl dashboard kiali")]
    [InlineData("grafana", "1 dashboards, without Rollout, Mesh", "the dashboards Rollout, Mesh", "istioctl dashboard grafana")]
    [InlineData("prometheus", "missing: request_predict_seconds_count, mlmesh_predictions_total", "and rules without errors", "istioctl dashboard prometheus")]
    [InlineData("rate-limit", "one user: 30 of 30 served, 0 refused with 429 (limit 10)", "at most 20 served", "deployment/ratelimit")]
    [InlineData("rate-limit-local", "a burst of 100: 100 served, 0 refused", "some served, some refused with 429", "istioctl proxy-config listeners")]
    [InlineData("shadow", "2 pods of v2 got 0 copies", "v2 gets copies of 100 %", "istioctl x describe")]
    [InlineData("egress", "www.transtats.bts.gov: 503", "an answer of www.transtats.bts.gov", "istioctl proxy-config routes deploy/model-inference-v1")]
    [InlineData("opa", "POST /v2/models/flight-delay/infer as '': 200, to be refused", "provider 'opa'", "deployment/opa")]
    public async Task A_check_fails_with_what_was_expected_seen_and_to_be_tried_next_with_a_fake_kubectl_and_istioctl_that_replay_committed_outputs(string recording, string seen, string expected, string next)
    {
        var check = await RunAsync($"{recording}.fails", recording, exitCode: 1);

        Assert.Equal("failed", check["status"]!.GetValue<string>());
        Assert.Contains(seen, check["evidence"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains(expected, check["expected"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains(next, check["next"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.NotEmpty(check["ran"]!.AsArray());
    }

    [Fact]
    public async Task A_limit_that_the_gateways_proxy_does_not_have_fails_the_breaker_with_a_fake_kubectl_and_istioctl_that_replay_committed_outputs()
    {
        var check = await RunAsync("circuit-breaker.not-programmed", "circuit-breaker", exitCode: 1);

        Assert.Contains("outbound|8080|v1|model-inference.ml-services.svc.cluster.local: 1024", check["evidence"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_dashboards_can_be_put_back_without_touching_the_policy_with_a_fake_kubectl_and_istioctl_that_replay_committed_outputs()
    {
        var check = await RunAsync("grafana.empty", "grafana", exitCode: 1);

        Assert.Equal("istio-overlays/install.sh --addons-only", check["next"]!.GetValue<string>());
    }

    public void Dispose() => _tools.Dispose();

    private async Task<JsonNode> RunAsync(string recordings, string recording, int exitCode)
    {
        var name = recording.Replace("-local", "", StringComparison.Ordinal);
        var run = await _tools.VerifyAsync(recordings, "--checks", name, "--requests", "100", "--wait", "0s", "--json");

        var check = FakeTools.OnlyCheck(run);
        Assert.Equal(name, check["name"]!.GetValue<string>());
        Assert.True(exitCode == run.ExitCode, $"{check["evidence"]}");
        Cleanup.AssertComplete(_tools);
        return check;
    }
}
