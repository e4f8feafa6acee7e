using Xunit;

namespace MlMesh.Tests.Mesh.Routing;

public sealed class HostSelectionTests
{
    private const string Model = "outbound|80||model.ml.svc.cluster.local";

    [Theory]
    [InlineData("model")]
    [InlineData("model:80")]
    [InlineData("model:1234")]
    [InlineData("MODEL")]
    [InlineData("model.ml")]
    [InlineData("model.ml.svc")]
    [InlineData("model.ml.svc.cluster.local")]
    [InlineData("model.ml.svc.cluster.local.")]
    [InlineData("10.0.0.1")]
    public void A_service_is_known_by_every_spelling_of_its_name(string host) => Assert.Equal(Model, new TestMesh("").Send(host).Cluster);

    [Theory]
    [InlineData("model.")]
    [InlineData("model.ml.")]
    [InlineData("model.ml.svc.cluster")]
    [InlineData("")]
    [InlineData("nobody")]
    public void Other_spellings_are_unknown_hosts(string host) => Assert.Equal("PassthroughCluster", new TestMesh("").Send(host).Cluster);

    [Fact]
    public void A_short_name_means_the_callers_own_namespace() => Assert.Equal("outbound|80||model.other.svc.cluster.local", new TestMesh("").Send("model", from: "stranger").Cluster);

    [Fact]
    public void A_service_is_found_only_on_its_own_ports()
    {
        var mesh = new TestMesh("");

        Assert.Equal("PassthroughCluster", mesh.Send("store", port: 80).Cluster);
        Assert.Equal("outbound|8080||store.ml.svc.cluster.local", mesh.Send("store", port: 8080).Cluster);
        Assert.Null(mesh.Proxy().Outbound(6379));
    }

    [Fact]
    public void A_rule_for_a_short_host_holds_in_every_namespace_for_every_spelling()
    {
        var mesh = new TestMesh(TestMesh.VirtualService("rule", "model", "- {name: ruled, route: [{destination: {host: model}}]}"));

        Assert.Equal("ruled", mesh.Send("model").RouteName);
        Assert.Equal("ruled", mesh.Send("model.ml", from: "stranger").RouteName);
        Assert.Equal("default", mesh.Send("model", from: "stranger").RouteName);
    }

    [Fact]
    public void A_host_with_a_dot_is_never_completed()
    {
        var mesh = new TestMesh(TestMesh.VirtualService("rule", "model.ml", "- {name: ruled, route: [{destination: {host: store, port: {number: 8080}}}]}"));

        Assert.Equal("ruled", mesh.Send("model.ml").RouteName);
        Assert.Equal("default", mesh.Send("model").RouteName);
    }

    [Fact]
    public void Of_two_rules_for_one_host_the_older_counts_alone()
    {
        var mesh = new TestMesh(
            TestMesh.VirtualService("z-older", "model", "- {name: older, match: [{uri: {prefix: /old}}], route: [{destination: {host: model}}]}") + "\n---\n" +
            TestMesh.VirtualService("a-newer", "model.ml.svc.cluster.local", "- {name: newer, route: [{destination: {host: model}}]}"));

        Assert.Equal("older", mesh.Send("model", "/old").RouteName);
        Assert.Equal("NR", mesh.Send("model", "/new").ResponseFlag);
    }

    [Fact]
    public void The_most_specific_host_rules_a_service_whatever_its_age()
    {
        var mesh = new TestMesh(
            TestMesh.VirtualService("all", "'*.cluster.local'", "- {name: all, route: [{destination: {host: model}}]}") + "\n---\n" +
            TestMesh.VirtualService("namespace", "'*.ml.svc.cluster.local'", "- {name: namespace, route: [{destination: {host: model}}]}") + "\n---\n" +
            TestMesh.VirtualService("exact", "model", "- {name: exact, route: [{destination: {host: model}}]}"));

        Assert.Equal("exact", mesh.Send("model").RouteName);
        Assert.Equal("namespace", mesh.Send("store", port: 8080).RouteName);
        Assert.Equal("all", mesh.Send("model", from: "stranger").RouteName);
    }

    [Fact]
    public void A_wildcard_that_covers_services_covers_no_other_names()
    {
        var mesh = new TestMesh(TestMesh.VirtualService("all", "'*.ml.svc.cluster.local'", "- {name: all, route: [{destination: {host: model}}]}"));

        Assert.Equal("allow_any", mesh.Send("nobody.ml.svc.cluster.local").RouteName);
    }

    [Fact]
    public void A_host_without_service_is_routed_on_port_80_only()
    {
        var mesh = new TestMesh(TestMesh.VirtualService("outside", "models.example.com, '*.example.org'", "- {name: outside, route: [{destination: {host: store, port: {number: 8080}}}]}"));

        Assert.Equal("outside", mesh.Send("models.example.com").RouteName);
        Assert.Equal("outside", mesh.Send("a.b.example.org").RouteName);
        Assert.Equal("allow_any", mesh.Send("example.org").RouteName);
        Assert.Equal("allow_any", mesh.Send("models.example.com", port: 8080).RouteName);
    }

    [Fact]
    public void Beside_a_service_a_host_without_one_is_routed_on_that_services_ports()
    {
        var mesh = new TestMesh(TestMesh.VirtualService("both", "store, models.example.com", "- {name: both, route: [{destination: {host: store}}]}"));

        Assert.Equal("both", mesh.Send("models.example.com", port: 8080).RouteName);
    }

    [Fact]
    public void REGISTRY_ONLY_answers_unknown_hosts_with_502()
    {
        var decision = new TestMesh("", "outboundTrafficPolicy: {mode: REGISTRY_ONLY}").Send("nobody");

        Assert.Equal("block_all", decision.RouteName);
        Assert.Equal(502, decision.Route!.DirectResponse!.Status);
        Assert.Equal("direct_response", decision.Details);
    }

    [Fact]
    public void Rules_that_do_not_hold_for_the_caller_leave_the_service_its_default_route()
    {
        var mesh = new TestMesh(TestMesh.VirtualService("rule", "model", "- {name: other, match: [{sourceNamespace: other}], route: [{destination: {host: model}}]}"));

        Assert.Equal("default", mesh.Send("model").RouteName);
        Assert.Equal("other", mesh.Send("model.ml", from: "stranger").RouteName);
    }
}
