using Xunit;

namespace MlMesh.Tests.Mesh.Security.ZeroTrust;

/// <summary>The edges of the base, one line each: what the policies say, whoever carries them out. MlMesh.Tests/Mesh/Running has those that a laptop has.</summary>
public sealed class WhoMayCallWhomTests
{
    private const string Ingress = "istio-system/istio-ingressgateway-service-account";
    private const string Prometheus = "istio-system/prometheus";
    private const string Gateway = "ml-services/gateway";
    private const string Model = "ml-services/model-inference";
    private const string Loader = "ml-services/feature-loader";
    private const string Default = "ml-services/default";
    private const string Stranger = "other/gateway";

    [Theory]
    [InlineData(Ingress, "gateway", "GET", "/", 8080, "gateway-from-ingress")]
    [InlineData(Ingress, "gateway", "GET", "/predict?origin=ORD", 8080, "gateway-from-ingress")]
    [InlineData(Ingress, "gateway", "POST", "/predict", 8080, "gateway-from-ingress")]
    [InlineData(Ingress, "gateway", "POST", "/outcomes", 8080, "gateway-from-ingress")]
    [InlineData(Ingress, "gateway", "GET", "/v2", 8080, "gateway-from-ingress")]
    [InlineData(Ingress, "gateway", "POST", "/v2/models/flight-delay/infer", 8080, "gateway-from-ingress")]
    [InlineData(Ingress, "gateway", "GET", "/console/predictions", 8080, "gateway-from-ingress")]
    [InlineData(Gateway, "model-inference", "GET", "/predict?origin=ORD", 8080, "model-inference-from-gateway")]
    [InlineData(Gateway, "model-inference", "POST", "/predict", 8080, "model-inference-from-gateway")]
    [InlineData(Gateway, "model-inference", "POST", "/outcomes", 8080, "model-inference-from-gateway")]
    [InlineData(Gateway, "model-inference", "GET", "/v2/health/ready", 8080, "model-inference-from-gateway")]
    [InlineData(Gateway, "model-inference", "POST", "/v2/models/flight-delay/versions/v1/infer", 8080, "model-inference-from-gateway")]
    [InlineData(Model, "feature-store", "", "", 6379, "feature-store-from-model-inference")]
    [InlineData(Loader, "feature-store", "", "", 6379, "feature-store-from-feature-loader")]
    [InlineData(Prometheus, "gateway", "GET", "/metrics", 8080, "gateway-metrics-from-prometheus")]
    [InlineData(Prometheus, "model-inference", "GET", "/metrics", 8080, "model-inference-metrics-from-prometheus")]
    public void An_edge_is_open_to_its_caller(string caller, string workload, string method, string path, int port, string policy)
    {
        var verdict = new BaseAuthorization(workload).Decide(caller, method, path, port);

        Assert.True(verdict.Allowed, verdict.Details);
        Assert.Equal($"ns[ml-services]-policy[{policy}]-rule[0]", verdict.Rule);
    }

    [Theory]
    [InlineData(Ingress, "gateway", "GET", "/metrics", 8080)]
    [InlineData(Ingress, "gateway", "GET", "/health/ready", 8080)]
    [InlineData(Ingress, "gateway", "GET", "/outcomes", 8080)]
    [InlineData(Ingress, "gateway", "DELETE", "/predict", 8080)]
    [InlineData(Ingress, "gateway", "GET", "/predict", 9090)]
    [InlineData(Ingress, "gateway", "GET", "/predict/", 8080)]
    [InlineData(Ingress, "gateway", "GET", "//predict", 8080)]
    [InlineData(Ingress, "model-inference", "POST", "/predict", 8080)]
    [InlineData(Ingress, "feature-store", "", "", 6379)]
    [InlineData(Model, "feature-store", "", "", 9121)]
    [InlineData(Model, "gateway", "POST", "/predict", 8080)]
    [InlineData(Stranger, "gateway", "POST", "/predict", 8080)]
    [InlineData(null, "gateway", "POST", "/predict", 8080)]
    [InlineData(Gateway, "model-inference", "GET", "/metrics", 8080)]
    [InlineData(Gateway, "model-inference", "GET", "/health/ready", 8080)]
    [InlineData(Gateway, "model-inference", "PUT", "/v2/models/flight-delay", 8080)]
    [InlineData(Gateway, "model-inference", "POST", "/predict", 6379)]
    [InlineData(Gateway, "feature-store", "", "", 6379)]
    [InlineData(Default, "model-inference", "POST", "/predict", 8080)]
    [InlineData(Stranger, "model-inference", "POST", "/predict", 8080)]
    [InlineData(Model, "model-inference", "POST", "/predict", 8080)]
    [InlineData(null, "model-inference", "POST", "/predict", 8080)]
    [InlineData(Model, "feature-store", "", "", 16379)]
    [InlineData(Default, "feature-store", "", "", 6379)]
    [InlineData(null, "feature-store", "", "", 6379)]
    [InlineData(Prometheus, "gateway", "GET", "/predict", 8080)]
    [InlineData(Prometheus, "gateway", "POST", "/metrics", 8080)]
    [InlineData(Prometheus, "model-inference", "GET", "/metrics/", 8080)]
    [InlineData(Prometheus, "model-inference", "GET", "/metrics", 9090)]
    [InlineData(Prometheus, "feature-store", "", "", 6379)]
    [InlineData("ml-services/prometheus", "model-inference", "GET", "/metrics", 8080)]
    [InlineData(null, "model-inference", "GET", "/metrics", 8080)]
    [InlineData(Gateway, "a-workload-without-a-policy", "GET", "/", 8080)]
    public void Every_other_call_is_refused_because_no_rule_allows_it(string? caller, string workload, string method, string path, int port) =>
        Assert.Equal("rbac_access_denied_matched_policy[none]", new BaseAuthorization(workload).Decide(caller, method, path, port).Details);
}
