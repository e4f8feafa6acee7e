using MlMesh.Mesh.Routing.Explaining;
using Xunit;

namespace MlMesh.Tests.Mesh.Routing;

public sealed class ExplanationTests
{
    private const string Rules = """
        - {name: metrics, match: [{port: 9090}], route: [{destination: {host: model}}]}
        - {name: strangers, match: [{sourceNamespace: other}], route: [{destination: {host: model}}]}
        - {name: path, match: [{uri: {prefix: /v1}}], route: [{destination: {host: model}}]}
        - {name: beta, match: [{headers: {x-user-group: {exact: beta}}}], route: [{destination: {host: model}}]}
        - {name: debug, match: [{queryParams: {debug: {exact: '1'}}}], route: [{destination: {host: model}}]}
        - {name: rest, route: [{destination: {host: model}}]}
        - {name: behind, match: [{uri: {prefix: /v2}}], route: [{destination: {host: model}}]}
        """;

    [Fact]
    public void It_says_why_each_earlier_rule_failed_and_which_one_matched()
    {
        var explanation = Explain("/predict", ("x-user-group", "alpha"));

        Assert.Equal("rest", explanation.Decision.RouteName);
        Assert.Equal("model.ml", explanation.Domain);
        Assert.Equal(
            ["path '/predict' is not prefix \"/v1\"", "header 'x-user-group' is 'alpha' and must be exact \"beta\"", "query parameter 'debug' is not exact \"1\"", null],
            explanation.Verdicts.Select(verdict => verdict.Mismatch));
    }

    [Fact]
    public void It_says_which_rules_do_not_exist_for_this_caller_and_port()
    {
        Assert.Equal(
            [("metrics", "it is for port 9090, this is 80"), ("strangers", "it is for callers in namespace other, this is ml"), ("behind", "it stands behind rule 'rest', which takes every request")],
            Explain("/predict").Omitted.Select(omitted => (omitted.Name, omitted.Reason)));
    }

    [Fact]
    public void It_decides_as_the_table_does()
    {
        var explanation = Explain("/v1/x");

        Assert.Equal("path", explanation.Decision.RouteName);
        Assert.Null(Assert.Single(explanation.Verdicts).Mismatch);
        Assert.Equal(2, explanation.Decision.Route!.Origin!.Rule);
    }

    private static RouteExplanation Explain(string path, params (string Name, string Value)[] headers) =>
        new TestMesh(TestMesh.VirtualService("rules", "model", Rules)).Proxy().Outbound(80)!.Explain(TestMesh.Request("model.ml:80", path, headers: headers), new FixedRandom());
}
