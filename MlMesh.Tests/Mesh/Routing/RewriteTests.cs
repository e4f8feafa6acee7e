using Xunit;

namespace MlMesh.Tests.Mesh.Routing;

public sealed class RewriteTests
{
    [Theory]
    [InlineData("match: [{uri: {prefix: /app}}], rewrite: {uri: /}", "/app/v1?q=1", "//v1?q=1")]
    [InlineData("match: [{uri: {prefix: /app/}}], rewrite: {uri: /}", "/app/v1", "/v1")]
    [InlineData("match: [{uri: {prefix: /APP}, ignoreUriCase: true}], rewrite: {uri: /x}", "/app/v1", "/x/v1")]
    [InlineData("match: [{uri: {exact: /app}}], rewrite: {uri: /x}", "/app?q", "/x?q")]
    [InlineData("match: [{uri: {regex: '/a.*'}}], rewrite: {uri: /x}", "/app/v1?q", "/x?q")]
    [InlineData("rewrite: {uri: /x}", "/app", "/xapp")]
    [InlineData("rewrite: {uri: /x/}", "/app", "/x/app")]
    public void The_matched_prefix_is_replaced_literally_and_any_other_match_whole(string rule, string path, string expected) => Assert.Equal(expected, Rewritten(rule, path));

    [Theory]
    [InlineData("'^/service/([^/]+)(/.*)$'", @"'\2/instance/\1'", "/service/foo/v1/api?a=b", "/v1/api/instance/foo?a=b")]
    [InlineData("one", "two", "/xxx/one/yyy/one/zzz", "/xxx/two/yyy/two/zzz")]
    [InlineData("'(?i)/XXX/'", "/yyy/", "/aaa/XxX/bbb", "/aaa/yyy/bbb")]
    [InlineData("'a*'", "'-'", "/baac", "-/-b-c-")]
    [InlineData("'(?P<first>b)(c)'", @"'\2\1'", "/abc", "/acb")]
    [InlineData("b", @"'[\0]'", "/abc", "/a[b]c")]
    [InlineData("b", @"'\\'", "/abc", @"/a\c")]
    [InlineData("(b)", @"'\2'", "/abc", "/abc")]
    public void A_regex_rewrite_replaces_every_match_in_the_path(string match, string rewrite, string path, string expected) =>
        Assert.Equal(expected, Rewritten($"rewrite: {{uriRegexRewrite: {{match: {match}, rewrite: {rewrite}}}}}", path));

    [Fact]
    public void Rule_and_rewrite_authority_beat_the_destinations_host()
    {
        Assert.Equal("rewrite", Host("rewrite: {authority: rewrite}, route: [{destination: {host: model}, headers: {request: {set: {host: destination}}}}]"));
        Assert.Equal("rule", Host("headers: {request: {set: {':authority': rule}}}, route: [{destination: {host: model}, headers: {request: {set: {host: destination}}}}]"));
        Assert.Equal("destination", Host("route: [{destination: {host: model}, headers: {request: {add: {host: destination}}}}]"));
        Assert.Null(Host("route: [{destination: {host: model}}]"));
    }

    [Fact]
    public void The_Host_of_one_of_several_destinations_is_kept_apart_as_it_is_not_announced()
    {
        const string Several = "route: [{destination: {host: model}, weight: 1, headers: {request: {set: {host: destination}}}}, {destination: {host: store}, weight: 1}]";

        var alone = Mesh(Several).Send("model").Destination!;
        var ruled = Mesh("rewrite: {authority: rule}, " + Several).Send("model").Destination!;

        Assert.Equal((null, "destination"), (alone.HostRewrite, alone.OwnHost));
        Assert.Equal(("rule", "destination"), (ruled.HostRewrite, ruled.OwnHost));
    }

    private static string? Host(string rule) => Mesh(rule).Send("model").Destination!.HostRewrite;

    private static string Rewritten(string rule, string path) => Mesh(rule + ", route: [{destination: {host: model}}]").Send("model", path).Route!.Rewrite!.Apply(path);

    private static TestMesh Mesh(string rule) => new(TestMesh.VirtualService("rule", "model", $"- {{{rule}}}"));
}
