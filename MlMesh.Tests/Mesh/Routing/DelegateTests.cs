using Xunit;

namespace MlMesh.Tests.Mesh.Routing;

public sealed class DelegateTests
{
    private const string Root = """
        - {name: root, match: [{uri: {prefix: /v1}}], timeout: 3s, headers: {request: {set: {x-root: '1'}}}, delegate: {name: leaf}}
        - {name: rest, route: [{destination: {host: model}}]}
        """;

    [Theory]
    [InlineData("uri: {prefix: /v1/a}", "/v1/a", "root-leaf")]
    [InlineData("uri: {exact: /v1/a}", "/v1/a", "root-leaf")]
    [InlineData("uri: {prefix: /v2}", "/v2", "rest")]
    [InlineData("uri: {prefix: /v}", "/v1", "rest")]
    [InlineData("uri: {regex: '/v1.*'}", "/v1", "rest")]
    [InlineData("uri: {}", "/v1", "rest")]
    [InlineData("method: {exact: GET}", "/v1", "root-leaf")]
    [InlineData("method: {exact: GET}, ignoreUriCase: true", "/v1", "rest")]
    [InlineData("uri: {prefix: /v1}}, {uri: {prefix: /v2}", "/v1", "rest")]
    public void A_delegates_rule_holds_within_its_roots_match_and_not_at_all_when_they_conflict(string match, string path, string expected) =>
        Assert.Equal(expected, Mesh($"- {{name: leaf, match: [{{{match}}}], route: [{{destination: {{host: store}}}}]}}").Send("model", path).RouteName);

    [Fact]
    public void Both_matches_must_hold()
    {
        var mesh = Mesh("- {name: leaf, match: [{method: {exact: PUT}}], route: [{destination: {host: store}}]}");

        Assert.Equal("root-leaf", mesh.Send("model", "/v1", method: "PUT").RouteName);
        Assert.Equal("rest", mesh.Send("model", "/v1").RouteName);
        Assert.Equal("rest", mesh.Send("model", "/v2", method: "PUT").RouteName);
    }

    [Fact]
    public void A_field_that_the_delegate_leaves_out_comes_from_the_root_and_one_it_sets_replaces_the_whole()
    {
        var mesh = Mesh("""
            - {name: own, match: [{uri: {prefix: /v1/own}}], timeout: 1s, headers: {request: {set: {x-leaf: '1'}}}, route: [{destination: {host: store}}]}
            - {name: bare, route: [{destination: {host: store}}]}
            """);

        var own = mesh.Send("model", "/v1/own");
        var bare = mesh.Send("model", "/v1");

        Assert.Equal(TimeSpan.FromSeconds(1), own.Route!.Timeout);
        Assert.Equal("x-leaf", Assert.Single(own.Destination!.RequestHeaders[0].Set).Name);
        Assert.Equal(TimeSpan.FromSeconds(3), bare.Route!.Timeout);
        Assert.Equal("x-root", Assert.Single(bare.Destination!.RequestHeaders[0].Set).Name);
    }

    [Theory]
    [InlineData("metadata: {name: elsewhere, namespace: ml}", "")]
    [InlineData("metadata: {name: leaf, namespace: other}", "")]
    [InlineData("metadata: {name: leaf, namespace: ml}", "exportTo: [other]")]
    [InlineData("metadata: {name: leaf, namespace: ml}", "hosts: [leaf.example.com]")]
    public void A_delegate_that_is_missing_hidden_or_has_hosts_leaves_the_next_root_rule(string metadata, string spec)
    {
        var mesh = new TestMesh(TestMesh.VirtualService("root", "model", Root) + $$"""

            ---
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            {{metadata}}
            spec:
              {{spec}}
              http: [{name: leaf, route: [{destination: {host: store, port: {number: 8080} } }] }]
            """);

        Assert.Equal("rest", mesh.Send("model", "/v1").RouteName);
    }

    [Fact]
    public void Explanations_name_the_delegate_as_the_origin()
    {
        var origin = Mesh("- {name: leaf, route: [{destination: {host: store}}]}").Send("model", "/v1").Route!.Origin!;

        Assert.Equal(("ml", "leaf", 0, 0), (origin.Namespace, origin.Name, origin.Rule, origin.Match));
    }

    private static TestMesh Mesh(string leaf) => new(TestMesh.VirtualService("root", "model", Root) + "\n---\n"
        + TestMesh.VirtualService("leaf", "", leaf).Replace("  hosts: []\n  gateways: []\n", "", StringComparison.Ordinal));
}
