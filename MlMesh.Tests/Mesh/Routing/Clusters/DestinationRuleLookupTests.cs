using Xunit;

namespace MlMesh.Tests.Mesh.Routing.Clusters;

public sealed class DestinationRuleLookupTests
{
    [Theory]
    [InlineData("model", "ml", true)]
    [InlineData("model.ml.svc.cluster.local", "ml", true)]
    [InlineData("'*.ml.svc.cluster.local'", "ml", true)]
    [InlineData("model.ml", "ml", false)]
    [InlineData("model", "other", false)]
    [InlineData("model.ml.svc.cluster.local", "istio-system", true)]
    [InlineData("model.ml.svc.cluster.local", "legacy", false)]
    public void A_rule_applies_in_the_callers_the_services_or_the_root_namespace_under_the_services_full_name(string host, string ns, bool applies) =>
        Assert.Equal(applies, HasSubset(new TestMesh(Rule("rule", ns, host, "s"))));

    [Fact]
    public void The_callers_namespace_comes_before_the_services_and_that_before_the_root()
    {
        var root = Rule("root", "istio-system", "model.ml.svc.cluster.local", "root");
        var service = Rule("service", "ml", "model", "service");
        var caller = Rule("caller", "other", "model.ml.svc.cluster.local", "caller");

        Assert.True(HasSubset(new TestMesh(root + service + caller), "caller", "stranger"));
        Assert.True(HasSubset(new TestMesh(root + service), "service", "stranger"));
        Assert.True(HasSubset(new TestMesh(root), "root", "stranger"));
        Assert.False(HasSubset(new TestMesh(root + service + caller), "service", "stranger"));
    }

    [Fact]
    public void The_exact_host_hides_a_wildcard_and_a_longer_wildcard_a_shorter_one()
    {
        var mesh = new TestMesh(Rule("short", "ml", "'*.cluster.local'", "short") + Rule("long", "ml", "'*.ml.svc.cluster.local'", "long") + Rule("exact", "ml", "model", "exact"));

        Assert.True(HasSubset(mesh, "exact"));
        Assert.False(HasSubset(mesh, "long"));
        Assert.NotNull(mesh.Proxy().Cluster("outbound|8080|long|store.ml.svc.cluster.local"));
        Assert.Null(mesh.Proxy().Cluster("outbound|8080|short|store.ml.svc.cluster.local"));
    }

    [Fact]
    public void Rules_for_one_host_in_one_namespace_merge_and_the_older_ones_policy_and_subsets_win()
    {
        var mesh = new TestMesh(
            Rule("z-older", "ml", "model", "twice", "{version: v1}", "connectionPool: {http: {http2MaxRequests: 1}}") +
            Rule("a-newer", "ml", "model.ml.svc.cluster.local", "twice", "{version: v2}", "connectionPool: {http: {http2MaxRequests: 2}}") +
            Rule("b-newer", "ml", "model", "more"));

        var twice = mesh.Proxy().Cluster("outbound|80|twice|model.ml.svc.cluster.local")!;

        Assert.Equal(1u, twice.Pool.MaxRequests);
        Assert.Equal("model-v1", Assert.Single(twice.Endpoints).Workload!.Name);
        Assert.Equal("ml/z-older", twice.DestinationRule);
        Assert.True(HasSubset(mesh, "more"));
    }

    [Theory]
    [InlineData("exportTo: ['.']", true, false)]
    [InlineData("exportTo: [other]", false, true)]
    [InlineData("exportTo: ['*']", true, true)]
    public void ExportTo_limits_the_callers(string exportTo, bool own, bool other)
    {
        var mesh = new TestMesh(Rule("rule", "ml", "model", "s", more: exportTo));

        Assert.Equal(own, HasSubset(mesh));
        Assert.Equal(other, HasSubset(mesh, from: "stranger"));
    }

    [Fact]
    public void A_rule_with_a_selector_holds_for_the_selected_callers_and_hides_the_general_one()
    {
        var mesh = new TestMesh(Rule("general", "ml", "model", "general") + Rule("selected", "ml", "model", "selected", more: "workloadSelector: {matchLabels: {app: caller}}"));

        Assert.True(HasSubset(mesh, "selected"));
        Assert.False(HasSubset(mesh, "general"));
        Assert.True(HasSubset(mesh, "general", "store"));
        Assert.True(HasSubset(mesh, "general", "stranger"));
    }

    [Fact]
    public void At_a_gateway_of_the_root_namespace_the_services_own_rule_comes_first()
    {
        var mesh = new TestMesh(Rule("root", "istio-system", "'*.cluster.local'", "root") + Rule("service", "ml", "model", "service"));

        Assert.True(HasSubset(mesh, "service", "ingress"));
        Assert.False(HasSubset(mesh, "root", "ingress"));
    }

    private static bool HasSubset(TestMesh mesh, string subset = "s", string from = "caller") => mesh.Proxy(from).Cluster($"outbound|80|{subset}|model.ml.svc.cluster.local") is not null;

    private static string Rule(string name, string ns, string host, string subset, string labels = "{}", string policy = "", string more = "") => $$"""
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: {{name}}, namespace: {{ns}}}
        spec:
          host: {{host}}
          trafficPolicy: {{{(policy.Length > 0 ? policy : "loadBalancer: {simple: RANDOM}")}}}
          subsets: [{name: {{subset}}, labels: {{labels}}}]
          {{more}}
        ---

        """;
}
