using MlMesh.Mesh.Routing;
using Xunit;

namespace MlMesh.Tests.Mesh.Routing;

/// <summary>Routes of a gateway on claims of a verified token.</summary>
public sealed class ClaimMatchTests
{
    private const string Gateway = """
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: gw, namespace: ml}
        spec: {selector: {istio: ingressgateway}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]}
        ---

        """;

    [Theory]
    [InlineData("headers: {'@request.auth.claims.groups': {exact: beta}}", true)]
    [InlineData("headers: {'@REQUEST.AUTH.claims.groups': {exact: beta}}", true)]
    [InlineData("headers: {'@request.auth.claims[groups]': {prefix: adm}}", true)]
    [InlineData("headers: {'@request.auth.claims.org.team': {regex: 'm.'}}", true)]
    [InlineData("headers: {'@request.auth.claims[org][team]': {exact: ml}}", true)]
    [InlineData("headers: {'@request.auth.claims.Groups': {exact: beta}}", false)]
    [InlineData("headers: {'@request.auth.claims[org.team]': {exact: ml}}", false)]
    [InlineData("headers: {'@request.auth.claims.groups': {exact: gamma}}", false)]
    [InlineData("withoutHeaders: {'@request.auth.claims.groups': {exact: beta}}", false)]
    [InlineData("withoutHeaders: {'@request.auth.claims.nothing': {exact: x}}", true)]
    public void A_claim_is_matched_by_its_texts(string match, bool matches) => Assert.Equal(matches, Matches(match, new Claims()));

    [Theory]
    [InlineData("headers: {'@request.auth.claims.groups': {exact: beta}}", false)]
    [InlineData("withoutHeaders: {'@request.auth.claims.groups': {exact: beta}}", true)]
    public void Without_a_token_only_the_negation_holds(string match, bool matches)
    {
        Assert.Equal(matches, Matches(match, null));
        Assert.Equal(matches, Matches(match, null, ("@request.auth.claims.groups", "beta")));
    }

    private static bool Matches(string match, ITokenClaims? claims, params (string, string)[] headers)
    {
        var mesh = new TestMesh(Gateway + TestMesh.VirtualService("vs", "'*'", $"- {{name: matched, match: [{{{match}}}], directResponse: {{status: 200}}}}\n- {{directResponse: {{status: 201}}}}", "gw"));
        var request = new RequestHead("GET", "/", "models.example.com", "http", new TestHeaders(headers), claims);
        return mesh.Proxy("ingress").Gateway(8080)!.Route(request, new FixedRandom()).RouteName == "matched";
    }

    private sealed class Claims : ITokenClaims
    {
        public IReadOnlyList<string> Values(IReadOnlyList<string> path) => string.Join('/', path) switch
        {
            "groups" => ["beta", "admins"],
            "org/team" => ["ml"],
            _ => [],
        };
    }
}
