using MlMesh.Tests.Overlays.Rendering;
using Xunit;

namespace MlMesh.Tests.Overlays;

/// <summary>The ambient form of the mesh.</summary>
public sealed class AmbientTests
{
    [Fact]
    public async Task No_pod_has_a_sidecar_and_every_pod_is_in_the_mesh()
    {
        foreach (var workload in (await Renders.Of("canary", "ambient")).Where(item => item.PodSpec is not null))
            Assert.Equal(("false", "ambient"), (workload.PodLabels["sidecar.istio.io/inject"], workload.PodLabels["istio.io/dataplane-mode"]));
    }

    [Fact]
    public async Task Ztunnel_gets_no_rule_that_it_would_turn_into_a_refusal()
    {
        var policies = (await Renders.Of("canary", "feature-store-ha,ambient")).Where(item => item.Kind == "AuthorizationPolicy").ToList();

        Assert.NotEmpty(policies);
        foreach (var policy in policies.Where(item => item.Spec?["targetRefs"] is null))
            Assert.DoesNotMatch("\"(paths|methods|hosts|notPaths|notMethods|notHosts|requestPrincipals|when)\"", policy.Json.ToJsonString());
    }

    [Fact]
    public async Task Only_the_waypoint_reaches_the_models()
    {
        var objects = await Renders.Of("canary", "ambient");
        var waypoint = objects.Single(item => item.Kind == "Gateway" && item.Group == "gateway.networking.k8s.io");
        var service = objects.Single(item => item.Kind == "Service" && item.Name == "model-inference");
        var allowed = objects.Single(item => item.Kind == "AuthorizationPolicy" && item.Name == "model-inference");

        Assert.Equal(waypoint.Name, service.Text("metadata", "labels", "istio.io/use-waypoint"));
        Assert.Equal($"cluster.local/ns/ml-services/sa/{waypoint.Name}", (string?)allowed.Spec!["rules"]![0]!["from"]![0]!["source"]!["principals"]![0]);
    }

    [Fact]
    public async Task Every_component_with_an_EnvoyFilter_is_excluded()
    {
        foreach (var component in Combinations.Components)
            if ((await Renders.Of("stable", component)).Any(item => item.Kind == "EnvoyFilter"))
                Assert.Contains(component, Combinations.Exclusions("ambient"));
    }
}
