using MlMesh.Mesh.Routing;
using Xunit;

namespace MlMesh.Tests.Mesh.Routing;

public sealed class GatewayTests
{
    private const string Route = "route: [{destination: {host: store}}]";

    [Theory]
    [InlineData("a.example.com", "exact")]
    [InlineData("A.example.com:8443", "exact")]
    [InlineData("b.example.com", "wildcard")]
    [InlineData("x.b.example.com", "wildcard")]
    public void The_exact_host_wins_over_a_wildcard_and_port_and_case_do_not_count(string host, string expected)
    {
        var mesh = new TestMesh(Gateway("'*'") + Bound("wildcard", "'*.example.com'") + Bound("exact", "a.example.com"));

        Assert.Equal(expected, mesh.Enter(host).RouteName);
    }

    [Theory]
    [InlineData("example.com")]
    [InlineData("a.example.com.")]
    [InlineData("10.1.0.6")]
    public void Other_hosts_are_not_found(string host)
    {
        var decision = new TestMesh(Gateway("'*'") + Bound("wildcard", "'*.example.com'")).Enter(host);

        Assert.Equal(RouteDecisionKind.NotFound, decision.Kind);
        Assert.Equal("NR", decision.ResponseFlag);
        Assert.Equal("route_not_found", decision.Details);
    }

    [Fact]
    public void A_rule_is_served_only_where_its_host_and_the_servers_overlap()
    {
        var mesh = new TestMesh(Gateway("a.example.com, '*.org'") + Bound("all", "'*.example.com', b.org"));

        Assert.Equal("all", mesh.Enter("a.example.com").RouteName);
        Assert.Equal("all", mesh.Enter("b.org").RouteName);
        Assert.Equal("NR", mesh.Enter("c.example.com").ResponseFlag);
        Assert.Equal("NR", mesh.Enter("c.org").ResponseFlag);
    }

    [Fact]
    public void Rules_of_several_objects_for_one_host_are_merged_oldest_first_with_catch_alls_last()
    {
        var mesh = new TestMesh(Gateway("'*'") + Bound("older", "a.example.com") +
            Bound("newer", "a.example.com", $"- {{name: path, match: [{{uri: {{prefix: /p}}}}], {Route}}}\n- {{name: never, {Route}}}"));

        Assert.Equal("path", mesh.Enter("a.example.com", "/p").RouteName);
        Assert.Equal("older", mesh.Enter("a.example.com", "/q").RouteName);
    }

    [Theory]
    [InlineData("ml/a.example.com", true)]
    [InlineData("./a.example.com", true)]
    [InlineData("'*/a.example.com'", true)]
    [InlineData("other/a.example.com", false)]
    public void A_server_host_with_a_namespace_is_open_to_its_rules_only(string serverHost, bool open) =>
        Assert.Equal(open ? "rule" : "", new TestMesh(Gateway(serverHost) + Bound("rule", "a.example.com")).Enter("a.example.com").RouteName);

    [Fact]
    public void The_listener_is_the_targetPort_and_rules_match_the_servers_port()
    {
        var mesh = new TestMesh(Gateway("'*'") + Bound("rule", "'*'", $"- {{name: p80, match: [{{port: 80}}], {Route}}}\n- {{name: p8080, match: [{{port: 8080}}], {Route}}}\n- {{name: p8085, match: [{{port: 8085}}], {Route}}}"));

        Assert.Equal([8080, 8085], mesh.Proxy("ingress").GatewayPorts.Order());
        Assert.Equal("p80", mesh.Enter("any", port: 8080).RouteName);
        Assert.Equal("p8085", mesh.Enter("any", port: 8085).RouteName);
        Assert.Null(mesh.Proxy("ingress").Gateway(80));
    }

    [Fact]
    public void A_destination_without_port_means_the_only_port_of_its_service_else_the_servers()
    {
        var mesh = new TestMesh(Gateway("'*'") + Bound("rule", "'*'", "- {match: [{uri: {prefix: /s}}], route: [{destination: {host: store}}]}\n- {route: [{destination: {host: model}}]}"));

        Assert.Equal("outbound|8080||store.ml.svc.cluster.local", mesh.Enter("any", "/s").Cluster);
        Assert.Equal("outbound|8085||model.ml.svc.cluster.local", mesh.Enter("any", "/m", port: 8085).Cluster);
    }

    [Fact]
    public void Without_a_rule_an_open_port_answers_404() => Assert.Equal("NR", new TestMesh(Gateway("'*'")).Enter("any").ResponseFlag);

    [Fact]
    public void HttpsRedirect_answers_301_for_every_host_of_the_server()
    {
        var mesh = new TestMesh(Gateway("'*.example.com'", ", tls: {httpsRedirect: true}") + Bound("rule", "a.example.com"));

        var ruled = mesh.Enter("a.example.com");
        var bare = mesh.Enter("b.example.com:80", "/x?y");

        Assert.Equal(RouteDecisionKind.Redirect, ruled.Kind);
        Assert.Equal(301, bare.Redirect!.Status);
        Assert.Equal("https://b.example.com:80/x?y", bare.Redirect.Location(TestMesh.Request("b.example.com:80", "/x?y")));
    }

    [Fact]
    public void A_rule_for_a_gateway_does_not_hold_in_the_mesh()
    {
        var mesh = new TestMesh(Gateway("'*'") + Bound("gateway-only", "model, a.example.com"));

        Assert.Equal("default", mesh.Send("model").RouteName);
        Assert.Equal("allow_any", mesh.Send("a.example.com").RouteName);
    }

    [Theory]
    [InlineData("entry", true)]
    [InlineData("ml/entry", true)]
    [InlineData("other/entry", false)]
    public void A_gateway_is_named_in_the_rules_own_namespace_or_with_one(string gateway, bool bound) =>
        Assert.Equal(bound ? "rule" : "", new TestMesh(Gateway("'*'") + "\n---\n" + TestMesh.VirtualService("rule", "'*'", $"- {{name: rule, {Route}}}", gateway)).Enter("any").RouteName);

    [Fact]
    public void A_route_that_Envoy_refuses_takes_the_whole_table_with_it()
    {
        var mesh = new TestMesh(Gateway("'*'") + Bound("good", "a.example.com") + Bound("bad", "b.example.com", "- {redirect: {uri: /x, redirectCode: 304}}"));

        Assert.Equal("NR", mesh.Enter("a.example.com").ResponseFlag);
    }

    [Fact]
    public void The_oldest_server_on_a_port_decides_what_is_spoken_there()
    {
        const string Tcp = """
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: older, namespace: ml}
            spec: {selector: {istio: ingressgateway}, servers: [{port: {number: 80, name: tcp, protocol: TCP}, hosts: ["*"]}]}
            ---

            """;

        Assert.Equal([8085], new TestMesh(Tcp + Gateway("'*'")).Proxy("ingress").GatewayPorts);
    }

    [Fact]
    public void A_Gateway_without_selector_means_every_gateway_and_no_sidecar()
    {
        var mesh = new TestMesh(Gateway("'*'").Replace("selector: {istio: ingressgateway}", "selector: {}", StringComparison.Ordinal));

        Assert.True(mesh.Proxy("ingress").IsGateway);
        Assert.False(mesh.Proxy("caller").IsGateway);
    }

    [Fact]
    public void One_object_leads_through_an_egress_gateway_by_a_rule_for_the_mesh_and_one_for_the_gateway()
    {
        var mesh = new TestMesh(Gateway("'*'") + Bound("rule", "api.example.com", """
            - {name: to-gateway, match: [{gateways: [mesh], port: 80}], route: [{destination: {host: ingress.istio-system.svc.cluster.local, port: {number: 80}}}]}
            - {name: to-host, match: [{gateways: [entry], port: 80}], route: [{destination: {host: store}}]}
            """).Replace("gateways: [entry]\n  http", "gateways: [entry, mesh]\n  http", StringComparison.Ordinal));

        Assert.Equal(("to-gateway", "outbound|80||ingress.istio-system.svc.cluster.local"), (mesh.Send("api.example.com").RouteName, mesh.Send("api.example.com").Cluster));
        Assert.Equal(("to-host", "outbound|8080||store.ml.svc.cluster.local"), (mesh.Enter("api.example.com").RouteName, mesh.Enter("api.example.com").Cluster));
    }

    private static string Gateway(string hosts, string more = "") => $$"""
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: entry, namespace: ml}
        spec:
          selector: {istio: ingressgateway}
          servers:
          - {port: {number: 80, name: http, protocol: HTTP}, hosts: [{{hosts}}]{{more}}}
          - {port: {number: 8085, name: http-alt, protocol: HTTP}, hosts: ["*"]}
        """;

    private static string Bound(string name, string hosts, string? rules = null) => "\n---\n" + TestMesh.VirtualService(name, hosts, rules ?? $"- {{name: {name}, {Route}}}", "entry");
}
