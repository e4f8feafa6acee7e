using MlMesh.Mesh.Routing;
using Xunit;

namespace MlMesh.Tests.Mesh.Routing;

public sealed class MatchTests
{
    [Theory]
    [InlineData("uri: {exact: /v1}", "/v1", true)]
    [InlineData("uri: {exact: /v1}", "/v1?a=b", true)]
    [InlineData("uri: {exact: /v1}", "/v1/", false)]
    [InlineData("uri: {exact: /v1}", "/V1", false)]
    [InlineData("uri: {exact: /v1}, ignoreUriCase: true", "/V1", true)]
    [InlineData("uri: {exact: '/v1?a=b'}", "/v1?a=b", false)]
    [InlineData("uri: {prefix: /v1}", "/v10", true)]
    [InlineData("uri: {prefix: /v1}, ignoreUriCase: true", "/V10", true)]
    [InlineData("uri: {prefix: '/v1?'}", "/v1?a", false)]
    [InlineData("uri: {prefix: /}", "/anything", true)]
    [InlineData("uri: {regex: '/v[0-9]'}", "/v1", true)]
    [InlineData("uri: {regex: '/v[0-9]'}", "/v1/x", false)]
    [InlineData("uri: {regex: '/v[0-9]'}, ignoreUriCase: true", "/V1", false)]
    [InlineData("uri: {regex: '/v[0-9]'}", "/v1?q", true)]
    public void The_path_is_matched_without_its_query(string match, string path, bool expected) => Assert.Equal(expected, Matches(match, TestMesh.Request("model", path)));

    [Theory]
    [InlineData("headers: {x-tier: {exact: gold}}", "x-tier", "gold", true)]
    [InlineData("headers: {X-Tier: {exact: gold}}", "x-tier", "gold", true)]
    [InlineData("headers: {x-tier: {exact: gold}}", "x-tier", "Gold", false)]
    [InlineData("headers: {x-tier: {prefix: go}}", "x-tier", "gold", true)]
    [InlineData("headers: {x-tier: {regex: 'g.*'}}", "x-tier", "gold", true)]
    [InlineData("headers: {x-tier: {regex: 'o'}}", "x-tier", "gold", false)]
    [InlineData("headers: {x-tier: {}}", "x-tier", "", true)]
    [InlineData("headers: {x-tier: {}}", "x-other", "", false)]
    [InlineData("headers: {x-tier: {exact: ''}}", "x-other", "", false)]
    [InlineData("withoutHeaders: {x-tier: {exact: gold}}", "x-tier", "gold", false)]
    [InlineData("withoutHeaders: {x-tier: {exact: gold}}", "x-tier", "silver", true)]
    [InlineData("withoutHeaders: {x-tier: {exact: gold}}", "x-other", "", true)]
    [InlineData("withoutHeaders: {x-tier: {exact: ''}}", "x-other", "", false)]
    [InlineData("withoutHeaders: {x-tier: {regex: '.*'}}", "x-other", "", false)]
    [InlineData("withoutHeaders: {x-tier: {}}", "x-tier", "gold", false)]
    [InlineData("withoutHeaders: {x-tier: {}}", "x-other", "", true)]
    public void Headers_are_matched_whole_and_withoutHeaders_is_the_negation(string match, string name, string value, bool expected) =>
        Assert.Equal(expected, Matches(match, TestMesh.Request("model", headers: (name, value))));

    [Fact]
    public void A_repeated_header_is_matched_as_one_value_joined_by_a_comma()
    {
        var request = TestMesh.Request("model", headers: [("x-tier", "a"), ("x-tier", "b")]);

        Assert.True(Matches("headers: {x-tier: {exact: 'a,b'}}", request));
        Assert.False(Matches("headers: {x-tier: {exact: a}}", request));
    }

    [Theory]
    [InlineData("headers: {host: {exact: 'model:80'}}")]
    [InlineData("authority: {exact: 'model:80'}")]
    [InlineData("headers: {':authority': {prefix: model}}")]
    [InlineData("headers: {':path': {exact: '/a?b=c'}}")]
    [InlineData("headers: {':method': {exact: PUT}}")]
    [InlineData("method: {exact: PUT}")]
    [InlineData("scheme: {exact: https}")]
    public void Pseudo_headers_are_matched_as_the_client_sent_them(string match) =>
        Assert.True(Matches(match, TestMesh.Request("model:80", "/a?b=c", "PUT", "https")));

    [Theory]
    [InlineData("{}", "/?a=1", true)]
    [InlineData("{}", "/?a", true)]
    [InlineData("{}", "/?b=1&a=2", true)]
    [InlineData("{}", "/?b=1;a=2", false)]
    [InlineData("{exact: '1'}", "/?a=1&a=2", true)]
    [InlineData("{exact: '2'}", "/?a=1&a=2", false)]
    [InlineData("{exact: ''}", "/?a", true)]
    [InlineData("{exact: ' '}", "/?a=%20", false)]
    [InlineData("{prefix: '1='}", "/?a=1=2", true)]
    [InlineData("{regex: '[0-9]+'}", "/?a=12", true)]
    [InlineData("{}", "/", false)]
    public void The_first_of_a_query_parameter_counts_undecoded(string match, string path, bool expected) =>
        Assert.Equal(expected, Matches($"queryParams: {{a: {match}}}", TestMesh.Request("model", path)));

    [Fact]
    public void All_conditions_of_a_block_must_hold_and_one_block_suffices()
    {
        const string Both = "headers: {x-a: {}, x-b: {}}";

        Assert.False(Matches(Both, TestMesh.Request("model", headers: ("x-a", "1"))));
        Assert.True(Matches(Both, TestMesh.Request("model", headers: [("x-a", "1"), ("x-b", "1")])));
        Assert.True(Matches("headers: {x-a: {}}}, {uri: {exact: /b}", TestMesh.Request("model", "/b")));
    }

    [Fact]
    public void Rules_are_tried_in_the_written_order_and_end_at_the_first_that_takes_everything()
    {
        var mesh = new TestMesh(TestMesh.VirtualService("rules", "model", """
            - {name: short, match: [{uri: {prefix: /a}}], route: [{destination: {host: model}}]}
            - {name: long, match: [{uri: {prefix: /a/b}}], route: [{destination: {host: model}}]}
            - {name: all, match: [{uri: {regex: '.*'}}], route: [{destination: {host: model}}]}
            - {name: unreachable, match: [{uri: {prefix: /c}}], route: [{destination: {host: model}}]}
            """));

        Assert.Equal("short", mesh.Send("model", "/a/b").RouteName);
        Assert.Equal("all", mesh.Send("model", "/c").RouteName);
        Assert.Equal(3, mesh.Send("model", "/c").VirtualHost!.Routes.Length);
    }

    [Fact]
    public void Port_and_source_are_decided_for_the_caller_when_the_table_is_made()
    {
        var mesh = new TestMesh(TestMesh.VirtualService("rules", "model", """
            - {name: metrics, match: [{port: 9090}], route: [{destination: {host: model}}]}
            - {name: label, match: [{sourceLabels: {app: caller, version: v1}}], route: [{destination: {host: model}}]}
            - {name: rest, route: [{destination: {host: model}}]}
            """));

        Assert.Equal("metrics", mesh.Send("model", port: 9090).RouteName);
        Assert.Equal("label", mesh.Send("model").RouteName);
        Assert.Equal("rest", mesh.Send("model.ml", from: "stranger").RouteName);
    }

    [Fact]
    public void Gateways_in_a_match_replace_its_source_conditions()
    {
        var mesh = new TestMesh(TestMesh.VirtualService("rules", "model", "- {name: mesh, match: [{gateways: [mesh], sourceLabels: {app: nobody}}], route: [{destination: {host: model}}]}", "mesh, entry"));

        Assert.Equal("mesh", mesh.Send("model").RouteName);
    }

    [Theory]
    [InlineData("- {name: rule, match: [{name: block, uri: {prefix: /}}], route: [{destination: {host: model}}]}", "rule.block")]
    [InlineData("- {match: [{name: block, uri: {prefix: /}}], route: [{destination: {host: model}}]}", ".block")]
    [InlineData("- {name: rule, route: [{destination: {host: model}}]}", "rule")]
    [InlineData("- {route: [{destination: {host: model}}]}", "")]
    public void The_route_is_named_after_rule_and_match(string rule, string expected) => Assert.Equal(expected, new TestMesh(TestMesh.VirtualService("rule", "model", rule)).Send("model").RouteName);

    private static bool Matches(string match, RequestHead request) =>
        new TestMesh(TestMesh.VirtualService("rule", "model", $"- {{name: hit, match: [{{{match}}}], route: [{{destination: {{host: model}}}}]}}")).Proxy().Outbound(80)!.Route(request, new FixedRandom()).RouteName == "hit";
}
