using System.Text;
using MlMesh.Mesh.Routing;
using Xunit;

namespace MlMesh.Tests.Mesh.Routing;

public sealed class RedirectTests
{
    [Theory]
    [InlineData("uri: /new", "model:80", "/a?x=1", "http://model:80/new?x=1")]
    [InlineData("uri: '/new?y=2'", "model", "/a?x=1", "http://model/new?y=2")]
    [InlineData("uri: new", "model", "/a", "http://model/new")]
    [InlineData("authority: other.example.com", "model:80", "/a", "http://other.example.com/a")]
    [InlineData("scheme: https", "model:80", "/a", "https://model/a")]
    [InlineData("scheme: https", "model:8080", "/a", "https://model:8080/a")]
    [InlineData("port: 8443", "model:8080", "/a", "http://model:8443/a")]
    [InlineData("port: 8443", "[::1]:8080", "/a", "http://[::1]:8443/a")]
    [InlineData("uri: /b, port: 80", "model:8080", "/a", "http://model:8080/b")]
    [InlineData("scheme: https, port: 443", "model:8080", "/a", "https://model:8080/a")]
    [InlineData("uri: /b, derivePort: FROM_REQUEST_PORT", "model:7777", "/a", "http://model:7777/b")]
    [InlineData("uri: '/%PREFIX()%'", "model", "/a", "http://model/%PREFIX()%")]
    public void Only_the_stated_parts_change(string redirect, string host, string path, string expected) =>
        Assert.Equal(expected, Mesh($"redirect: {{{redirect}}}").Send("model", path).Redirect!.Location(TestMesh.Request(host, path)));

    [Fact]
    public void FROM_REQUEST_PORT_is_the_port_of_the_listener() =>
        Assert.Equal("http://model:9090/b", Mesh("redirect: {uri: /b, derivePort: FROM_REQUEST_PORT}").Send("model", port: 9090).Redirect!.Location(TestMesh.Request("model:1234")));

    [Theory]
    [InlineData("", 301)]
    [InlineData(", redirectCode: 302", 302)]
    [InlineData(", redirectCode: 303", 303)]
    [InlineData(", redirectCode: 307", 307)]
    [InlineData(", redirectCode: 308", 308)]
    public void The_code_is_301_unless_stated(string code, int expected)
    {
        var decision = Mesh($"redirect: {{uri: /new{code}}}").Send("model");

        Assert.Equal(RouteDecisionKind.Redirect, decision.Kind);
        Assert.Equal(expected, decision.Redirect!.Status);
        Assert.Equal("direct_response", decision.Details);
    }

    [Fact]
    public void A_direct_response_has_its_status_and_body_and_no_cluster()
    {
        var decision = Mesh("directResponse: {status: 418, body: {string: 'tea %REQ(x)%'}}").Send("model");

        Assert.Equal(RouteDecisionKind.DirectResponse, decision.Kind);
        Assert.Equal(418, decision.Route!.DirectResponse!.Status);
        Assert.Equal("tea %REQ(x)%", Encoding.UTF8.GetString(decision.Route.DirectResponse.Body.Span));
        Assert.Null(decision.Cluster);
    }

    private static TestMesh Mesh(string rule) => new(TestMesh.VirtualService("rule", "model", $"- {{{rule}}}"));
}
