using Xunit;

namespace MlMesh.Tests.Cli.Policy;

public sealed class TokenTests
{
    private const string Api = """
        apiVersion: security.istio.io/v1
        kind: RequestAuthentication
        metadata: {name: api, namespace: shop}
        spec:
          selector: {matchLabels: {app: api}}
          jwtRules:
          - issuer: https://login.example.com
            audiences: [api]
            jwksUri: https://login.example.com/keys
            outputClaimToHeaders: [{header: x-role, claim: role}]
        ---
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: {name: admins, namespace: shop}
        spec:
          selector: {matchLabels: {app: api}}
          rules:
          - when: [{key: "request.auth.claims[role]", values: [admin]}]
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: api, namespace: shop}
        spec:
          hosts: [api]
          http: [{route: [{destination: {host: api}}]}]
        """;

    [Theory]
    [InlineData(true, "role=admin")]
    [InlineData(true, "role=user", "role=admin")]
    [InlineData(false, "role=user")]
    [InlineData(false, "role=admin", "iss=https://elsewhere.example.com")]
    [InlineData(false, "role=admin", "aud=other")]
    [InlineData(false, "role=admin", "exp=5")]
    [InlineData(true, "role=admin", "exp=99999999999", "nbf=5", "iat=5")]
    public async Task Stated_claims_are_those_of_a_token_that_the_policy_verifies(bool allowed, params string[] claims)
    {
        var run = await Mlmesh.RunAsync(Api, TestContext.Current.CancellationToken, ["policy", "route", "-p", "-", "-r", "http://api/", "--json", .. claims.SelectMany(claim => new[] { "--claim", claim })]);

        Assert.Equal(allowed, run.Json["destinations"]![0]!["workloads"]![0]!["authorization"]!["allowed"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_token_that_does_not_verify_is_refused()
    {
        var run = await Mlmesh.RunAsync(Api, TestContext.Current.CancellationToken, "policy", "route", "-p", "-", "-r", "http://api/", "--token", "a.b.c");

        Assert.Contains("the token is refused with 401", run.Output, StringComparison.Ordinal);
    }
}
