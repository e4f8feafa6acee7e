using MlMesh.Tests.Overlays.Rendering;
using Xunit;

namespace MlMesh.Tests.Overlays;

/// <summary>The network below the mesh lets through what the system needs, and nothing else.</summary>
public sealed class NetworkPolicyTests
{
    private const int Http = 8080;
    private const int Redis = 6379;

    private static readonly (string Caller, string Callee, int Port)[] Needed =
    [
        ("gateway", "model-inference-v1", Http),
        ("gateway", "model-inference-v2", Http),
        ("model-inference-v1", "feature-store", Redis),
        ("model-inference-v2", "feature-store", Redis),
        ("feature-loader", "feature-store", Redis),
        // The one Deployment of overlays/progressive.
        ("gateway", "model-inference", Http),
        ("model-inference", "feature-store", Redis),
    ];

    [Fact]
    public async Task Workloads_reach_whom_they_call_and_nobody_else()
    {
        var objects = await Renders.Of("canary");
        var rules = new NetworkRules(objects);
        var workloads = objects.Where(item => item.PodSpec is not null).ToList();

        foreach (var caller in workloads)
            foreach (var callee in workloads)
                foreach (var port in new[] { Http, Redis, 15006, 15008, 15020, 15090, 443 })
                    Assert.True(
                        Needed.Contains((caller.Name, callee.Name, port)) == rules.Allows(caller, callee, port),
                        $"{caller} to {callee}, port {port}");
    }

    [Theory]
    [MemberData(nameof(Combinations.All), MemberType = typeof(Combinations))]
    public async Task The_main_path_stays_open_and_every_pod_has_names_configuration_and_certificates(string overlay, string components)
    {
        var objects = await Renders.Of(overlay, components);
        var rules = new NetworkRules(objects);
        var workloads = objects.Where(item => item.PodSpec is not null).ToList();

        if (!components.Split(',').Contains("feature-store-ha"))
        {
            var needed = Needed.Where(need => workloads.Any(item => item.Name == need.Caller) && workloads.Any(item => item.Name == need.Callee)).ToList();
            Assert.True(needed.Count >= 3, "The main path is not there.");
            Assert.All(needed, need => Assert.True(rules.Allows(workloads.Single(item => item.Name == need.Caller), workloads.Single(item => item.Name == need.Callee), need.Port), $"{need}"));
        }

        Assert.All(workloads, workload =>
        {
            Assert.True(rules.AllowsTo(workload, "kube-system", new Dictionary<string, string> { ["k8s-app"] = "kube-dns" }, 53), $"{workload}: DNS");
            Assert.True(rules.AllowsTo(workload, "istio-system", new Dictionary<string, string> { ["app"] = "istiod" }, 15012), $"{workload}: istiod");
        });
    }

    [Theory]
    [MemberData(nameof(Combinations.All), MemberType = typeof(Combinations))]
    public async Task Every_workload_is_covered_in_both_directions_and_no_rule_names_the_sidecars_own_port(string overlay, string components)
    {
        var objects = await Renders.Of(overlay, components);
        var rules = new NetworkRules(objects);

        foreach (var workload in objects.Where(item => item.PodSpec is not null))
            Assert.All(["Ingress", "Egress"], direction => Assert.True(rules.Covering(workload, direction).Any(), $"{workload}: no NetworkPolicy for {direction}"));
        Assert.All(rules.Policies, policy => Assert.DoesNotContain("15006", policy.Json.ToJsonString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task From_outside_only_the_ingress_reaches_the_gateway_and_only_Prometheus_the_metrics()
    {
        var objects = await Renders.Of("canary");
        var rules = new NetworkRules(objects);
        var ingress = new Dictionary<string, string> { ["istio"] = "ingressgateway" };
        var prometheus = new Dictionary<string, string> { ["app.kubernetes.io/name"] = "prometheus" };
        var stranger = new Dictionary<string, string> { ["app"] = "gateway" };

        foreach (var workload in objects.Where(item => item.PodSpec is not null))
        {
            Assert.True(rules.AllowsFrom("istio-system", prometheus, workload, 15020), $"{workload}: metrics");
            Assert.False(rules.AllowsFrom("istio-system", prometheus, workload, Redis), $"{workload}: Prometheus at the store");
            Assert.False(rules.AllowsFrom("istio-system", ingress, workload, 15020), $"{workload}: metrics for the ingress");
            Assert.Equal(workload.Name == "gateway", rules.AllowsFrom("istio-system", ingress, workload, Http));
            Assert.All([Http, Redis, 15020], port => Assert.False(rules.AllowsFrom("elsewhere", stranger, workload, port), $"{workload}: another namespace on {port}"));
        }
    }
}
