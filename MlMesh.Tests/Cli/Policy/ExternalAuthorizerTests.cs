using System.Text.Json.Nodes;
using MlMesh.Tests.Mesh.Loading;
using Xunit;

namespace MlMesh.Tests.Cli.Policy;

/// <summary>CUSTOM policies whose external authorizer Istio cannot configure refuse what they would ask about.</summary>
public sealed class ExternalAuthorizerTests
{
    private const string Api = """
        apiVersion: v1
        kind: Service
        metadata: {name: api, namespace: shop}
        spec: {selector: {app: api}, ports: [{name: http, port: 80}]}
        ---
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: {name: ask, namespace: shop}
        spec:
          selector: {matchLabels: {app: api}}
          action: CUSTOM
          provider: {name: opa}
          rules: [{to: [{operation: {paths: [/guarded]}}]}]

        """;

    private const string Other = """
        ---
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: {name: other, namespace: shop}
        spec: {selector: {matchLabels: {app: api}}, action: CUSTOM, provider: {name: other}, rules: [{to: [{operation: {paths: [/other]}}]}]}

        """;

    private const string BadToken = """
        ---
        apiVersion: security.istio.io/v1
        kind: RequestAuthentication
        metadata: {name: login, namespace: shop}
        spec: {selector: {matchLabels: {app: api}}, jwtRules: [{issuer: https://login.example.com, jwksUri: https://login.example.com/keys}]}

        """;

    [Theory]
    [InlineData("extensionProviders: []", "no external authorizer 'opa'")]
    [InlineData("extensionProviders: [{name: opa, envoyExtAuthzHttp: {service: opa.shop.svc.cluster.local, port: 8080}}]", "the service opa.shop.svc.cluster.local")]
    [InlineData("extensionProviders: [{name: opa, envoyExtAuthzHttp: {service: api.shop.svc.cluster.local, port: 80, pathPrefix: no-slash}}]", "is faulty")]
    [InlineData("extensionProviders: [{name: opa, envoyExtAuthzGrpc: {service: opa.shop.svc.cluster.local, port: 8080}}]", "the service opa.shop.svc.cluster.local")]
    public async Task A_provider_that_cannot_be_configured_refuses_what_the_rule_matches_and_nothing_else(string mesh, string reason)
    {
        using var folder = new TemporaryPolicy();
        var file = folder.Write("mesh.yaml", mesh + "\n");

        var guarded = await AskAsync(Api, "http://api/guarded", "--mesh", file);
        var open = await AskAsync(Api, "http://api/open", "--mesh", file);

        Assert.Equal((false, "shop/ask", 0), (Allowed(guarded), guarded["policy"]!.GetValue<string>(), guarded["rule"]!.GetValue<int>()));
        Assert.Contains(reason, guarded["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.True(Allowed(open));
    }

    [Theory]
    [InlineData("envoyExtAuthzHttp")]
    [InlineData("envoyExtAuthzGrpc")]
    public async Task A_provider_that_can_be_configured_is_asked_and_its_answer_is_not_known(string kind)
    {
        using var folder = new TemporaryPolicy();
        var file = folder.Write("mesh.yaml", $"extensionProviders: [{{name: opa, {kind}: {{service: api.shop.svc.cluster.local, port: 80}}}}]\n");

        var guarded = await AskAsync(Api, "http://api/guarded", "--mesh", file);

        Assert.True(Allowed(guarded));
        Assert.Contains("asks the external authorizer opa", guarded["reason"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_providers_on_one_workload_refuse_even_without_a_MeshConfig()
    {
        var guarded = await AskAsync(Api + Other, "http://api/guarded");

        Assert.False(Allowed(guarded));
        Assert.Contains("several providers (opa, other)", guarded["reason"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_refusal_comes_before_the_token_is_looked_at()
    {
        var guarded = await AskAsync(Api + Other + BadToken, "http://api/guarded", "--token", "a.b.c");

        Assert.Equal("shop/ask", guarded["policy"]?.GetValue<string>());
    }

    [Fact]
    public async Task Without_a_MeshConfig_the_provider_is_assumed_and_the_output_says_so()
    {
        var run = await Mlmesh.RunAsync(Api, TestContext.Current.CancellationToken, "policy", "route", "-p", "-", "-r", "http://api/guarded", "--json");
        var strict = await AskAsync(Api + Pod, "http://api/guarded", "--assume-hosts", "false");

        Assert.Contains(run.Json["assumptions"]!.AsArray(), assumption => assumption!.GetValue<string>().Contains("assumed to be set up in it: opa", StringComparison.Ordinal));
        Assert.True(Allowed(Verdict(run.Json)));
        Assert.False(Allowed(strict));
    }

    [Fact]
    public async Task An_input_without_Services_has_the_authorizers_service_assumed_with_the_others()
    {
        using var folder = new TemporaryPolicy();
        var file = folder.Write("mesh.yaml", "extensionProviders: [{name: opa, envoyExtAuthzHttp: {service: auth/opa.auth.svc.cluster.local, port: 8080}}]\n");
        var policy = Api[(Api.IndexOf("---", StringComparison.Ordinal) + 4)..] + "---\napiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: api, namespace: shop}\nspec: {hosts: [api], http: [{route: [{destination: {host: api}}]}]}\n";

        var guarded = await AskAsync(policy, "http://api/guarded", "--mesh", file);

        Assert.True(Allowed(guarded));
    }

    private const string Pod = """
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: api-1, namespace: shop, labels: {app: api, sidecar.istio.io/inject: "true"}}
        spec: {serviceAccountName: api, containers: [{name: istio-proxy}]}
        status: {podIP: 10.1.1.1}

        """;

    private static bool Allowed(JsonNode verdict) => verdict["allowed"]!.GetValue<bool>();

    private static JsonNode Verdict(JsonNode answer) => answer["destinations"]![0]!["workloads"]![0]!["authorization"]!;

    private static async Task<JsonNode> AskAsync(string policy, string url, params string[] more) =>
        Verdict((await Mlmesh.RunAsync(policy, TestContext.Current.CancellationToken, ["policy", "route", "-p", "-", "-r", url, "--source", "shop/caller", "--json", .. more])).Json);
}
