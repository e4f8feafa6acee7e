using System.Text.Json.Nodes;
using MlMesh.Tests.Overlays.Rendering;
using Xunit;

namespace MlMesh.Tests.Overlays;

/// <summary>What <c>istio-overlays/mesh</c> installs fits what the policies and the local run take for granted.</summary>
public sealed class MeshInstallationTests
{
    private static readonly string[] Signals = ["tracing", "metrics", "accessLogging"];
    private static readonly string[] BuiltIn = ["envoy", "prometheus"];
    private static readonly JsonNode Common = Read("common.yaml")["spec"]!;

    [Fact]
    public void The_cluster_and_the_local_run_know_providers_by_the_same_names() =>
        Assert.Superset(Providers(Read("local.yaml")).Order(StringComparer.Ordinal).ToHashSet(), Providers(Common["meshConfig"]).ToHashSet());

    [Fact]
    public void What_the_cluster_and_the_local_run_both_state_is_equal()
    {
        var cluster = Common["meshConfig"]!.AsObject();
        // A provider is played by something else locally: only its name is the same.
        var shared = Read("local.yaml").Where(entry => entry.Key != "extensionProviders" && cluster.ContainsKey(entry.Key)).ToList();

        Assert.Superset(new HashSet<string> { "trustDomain", "outboundTrafficPolicy" }, shared.Select(entry => entry.Key).ToHashSet());
        Assert.All(shared, entry => Assert.Equal(cluster[entry.Key]!.ToJsonString(), entry.Value!.ToJsonString()));
    }

    [Theory]
    [MemberData(nameof(Combinations.All), MemberType = typeof(Combinations))]
    public async Task Every_provider_that_a_policy_names_is_installed(string overlay, string components)
    {
        var objects = await Renders.Of(overlay, components);
        var named = objects.Where(item => item.Kind == "AuthorizationPolicy").Select(item => item.Text("spec", "provider", "name"))
            .Concat(objects.Where(item => item.Kind == "Telemetry").SelectMany(item => Signals.SelectMany(part => KubeObject.Items(item.Spec![part])))
                .SelectMany(part => KubeObject.Items(part["providers"])).Select(provider => (string)provider["name"]!))
            .Where(name => name.Length > 0);

        Assert.Empty(named.Except(Providers(Common["meshConfig"])).Except(BuiltIn));
    }

    [Theory]
    [MemberData(nameof(Combinations.All), MemberType = typeof(Combinations))]
    public async Task An_external_authorizer_that_a_policy_asks_is_deployed_where_the_mesh_looks_for_it(string overlay, string components)
    {
        var objects = await Renders.Of(overlay, components);

        foreach (var name in objects.Where(item => item.Kind == "AuthorizationPolicy").Select(item => item.Text("spec", "provider", "name")).Where(name => name.Length > 0).Distinct())
        {
            var check = KubeObject.Items(Common["meshConfig"]!["extensionProviders"]).Single(provider => (string?)provider["name"] == name)["envoyExtAuthzGrpc"]!;
            var service = objects.SingleOrDefault(item => item.Kind == "Service" && $"{item.Name}.{item.Namespace}.svc.cluster.local" == (string?)check["service"]);
            Assert.True(service is not null && KubeObject.Items(service.Spec!["ports"]).Any(port => (int?)port["port"] == (int?)check["port"] && (string?)port["name"] == "grpc"), $"{name}: nothing serves {check.ToJsonString()}");
            Assert.Equal(false, (bool?)check["failOpen"]);
        }
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("production")]
    [InlineData("ambient")]
    public void Every_profile_has_the_node_agent_and_refuses_unknown_hosts(string profile)
    {
        var own = Read($"{profile}.yaml")["spec"]!;

        Assert.True((bool?)(own["components"]?["cni"]?["enabled"] ?? Common["components"]!["cni"]!["enabled"]));
        Assert.Equal("REGISTRY_ONLY", (string?)(own["meshConfig"]?["outboundTrafficPolicy"]?["mode"] ?? Common["meshConfig"]!["outboundTrafficPolicy"]!["mode"]));
        Assert.Contains(KubeObject.Items(own["components"]!["ingressGateways"]), gateway => (string?)gateway["name"] == "istio-ingressgateway");
        Assert.Null(own["meshConfig"]?["extensionProviders"]);
    }

    [Theory]
    [InlineData("common.yaml")]
    [InlineData("demo.yaml")]
    [InlineData("production.yaml")]
    [InlineData("ambient.yaml")]
    [InlineData("multi-cluster/eastwest.yaml")]
    public void The_version_is_that_of_istioctl(string file) => Assert.False(Read(file)["spec"]!.AsObject().ContainsKey("tag"), $"{file}: a newer istioctl would install this tag");

    [Fact]
    public void The_sidecars_drain_is_the_one_that_the_pods_count_on() =>
        Assert.Equal("30s", (string?)Common["meshConfig"]!["defaultConfig"]!["terminationDrainDuration"]);

    [Fact]
    public void Two_clusters_share_all_but_their_name_and_network()
    {
        var first = File.ReadAllText(Repository.PathOf("istio-overlays", "mesh", "multi-cluster", "cluster1.yaml"));
        var second = File.ReadAllText(Repository.PathOf("istio-overlays", "mesh", "multi-cluster", "cluster2.yaml"));

        Assert.Equal(second, first.Replace("cluster1", "cluster2", StringComparison.Ordinal).Replace("network1", "network2", StringComparison.Ordinal).Replace("The first of", "The second of", StringComparison.Ordinal));
        Assert.Contains("feature-store.ml-services.svc.cluster.local", first, StringComparison.Ordinal);
    }

    private static HashSet<string> Providers(JsonNode? meshConfig) => KubeObject.Items(meshConfig?["extensionProviders"]).Select(provider => (string)provider["name"]!).ToHashSet(StringComparer.Ordinal);

    private static JsonObject Read(string file) => YamlJson.Documents(File.ReadAllText(Repository.PathOf("istio-overlays", "mesh", file))).Single();
}
