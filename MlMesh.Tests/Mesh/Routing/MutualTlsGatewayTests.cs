using Xunit;

namespace MlMesh.Tests.Mesh.Routing;

/// <summary>Servers of a gateway behind the mesh's mutual TLS, as the egress gateway has them.</summary>
public sealed class MutualTlsGatewayTests
{
    private static readonly string Rules = string.Join("\n---\n",
        Rule("a", "a.example.com"),
        Rule("b", "b.example.com"),
        Rule("rest", "x.example.org"));

    [Fact]
    public void A_server_with_ISTIO_MUTUAL_takes_no_plaintext()
    {
        var proxy = Gateway(Server("a", "a.example.com")).Proxy("ingress");

        Assert.Empty(proxy.GatewayPorts);
        Assert.Null(proxy.Gateway(8080));
        Assert.Equal([8080], proxy.MutualTlsGatewayPorts);
        Assert.Equal("https.8080.a.gw.ml", proxy.Gateway(8080, "a.example.com")!.Name);
    }

    [Theory]
    [InlineData("a.example.com", "a.example.com")]
    [InlineData("A.Example.com", "a.example.com")]
    [InlineData("b.example.com", "b.example.com")]
    [InlineData("c.example.com", null)]
    [InlineData("outbound_.80_._.ingress.istio-system.svc.cluster.local", null)]
    public void The_server_name_tells_whose_routes_count(string serverName, string? host)
    {
        var routes = Gateway(Server("a", "a.example.com"), Server("b", "'*/b.example.com'")).Proxy("ingress").Gateway(8080, serverName);

        Assert.Equal(host, routes?.VirtualHosts.Single().Domains.Single());
    }

    [Fact]
    public void A_server_for_all_hosts_takes_every_server_name_that_no_other_has()
    {
        var proxy = Gateway(Server("all", "'*'"), Server("a", "a.example.com")).Proxy("ingress");

        Assert.Equal("https.8080.all.gw.ml", proxy.Gateway(8080, "outbound_.80_._.ingress.istio-system.svc.cluster.local")!.Name);
        Assert.Equal("https.8080.a.gw.ml", proxy.Gateway(8080, "a.example.com")!.Name);
    }

    [Fact]
    public void The_first_server_of_a_port_decides_what_it_takes()
    {
        var proxy = Gateway("- {port: {number: 80, name: plain, protocol: HTTP}, hosts: [b.example.com]}", Server("a", "a.example.com")).Proxy("ingress");

        Assert.Equal([8080], proxy.GatewayPorts);
        Assert.Null(proxy.Gateway(8080, "a.example.com"));
    }

    private static TestMesh Gateway(params string[] servers) => new($$"""
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: gw, namespace: ml}
        spec:
          selector: {istio: ingressgateway}
          servers:
        {{string.Join('\n', servers.Select(server => "  " + server))}}
        ---
        {{Rules}}
        """);

    private static string Server(string name, string host) => $"- {{port: {{number: 80, name: {name}, protocol: HTTPS}}, hosts: [{host}], tls: {{mode: ISTIO_MUTUAL}}}}";

    private static string Rule(string name, string host) => TestMesh.VirtualService(name, host, "- route: [{destination: {host: model}}]", "gw");
}
