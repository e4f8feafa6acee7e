using System.Text.Json.Nodes;
using Xunit;

namespace MlMesh.Tests.Cli.Policy;

public sealed class RouteTests
{
    private const string Shop = """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: shop, namespace: shop}
        spec:
          hosts: [shop]
          http:
          - name: legacy
            match:
            - uri: {prefix: /old/}
            redirect: {uri: /new, redirectCode: 308}
          - name: checkout
            match:
            - uri: {exact: /pay}
              headers: {x-tier: {exact: gold}}
            route:
            - destination: {host: payments, port: {number: 9000}}
            timeout: 4s
            retries: {attempts: 3, retryOn: "503"}
            headers: {request: {set: {x-lane: "%REQ(x-tier)%"}, remove: [x-debug]}}
        """;

    private const string Lock = """
        ---
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: {name: only-shop, namespace: shop}
        spec:
          selector: {matchLabels: {app: payments}}
          rules:
          - from: [{source: {principals: [cluster.local/ns/shop/sa/shop]}}]
            to: [{operation: {methods: [POST]}}]
        """;

    private static string Canary => Repository.PathOf("istio-overlays", "overlays", "canary");

    [Fact]
    public async Task A_rate_limit_of_which_only_traffic_knows_is_named()
    {
        const string Limit = """

            ---
            apiVersion: networking.istio.io/v1alpha3
            kind: EnvoyFilter
            metadata: {name: few, namespace: shop}
            spec:
              workloadSelector: {labels: {app: payments}}
              configPatches:
              - applyTo: HTTP_FILTER
                match: {context: SIDECAR_INBOUND, listener: {filterChain: {filter: {name: envoy.filters.network.http_connection_manager}}}}
                patch:
                  operation: INSERT_BEFORE
                  value:
                    name: envoy.filters.http.local_ratelimit
                    typed_config:
                      "@type": type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit
                      stat_prefix: few
                      token_bucket: {max_tokens: 1, fill_interval: 60s}
            """;

        var run = await RunAsync(Shop + Limit, "--policy", "-", "--request", "POST http://shop/pay", "-H", "x-tier: gold", "--source", "shop");

        Assert.Contains("EnvoyFilter shop/few limits rates, and whether a limit is used up is not known here", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_rule_that_was_tried_says_the_first_condition_that_failed_and_where_it_is_written()
    {
        var run = await RunAsync("", "--policy", Canary, "--request", "POST http://model-inference/predict", "--source", "gateway");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("90 % to model-inference v1, 10 % to model-inference v2", run.Output, StringComparison.Ordinal);
        Assert.Matches("✗ outcomes +path '/predict' is not exact \"/outcomes\".*virtual-service.yaml:13", run.Output);
        Assert.Matches("✓ split", run.Output);
        Assert.DoesNotContain("metadata", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_the_whole_decision()
    {
        var answer = await JsonAsync(Shop, "--policy", "-", "--request", "POST http://shop/pay", "-H", "x-tier: gold", "-H", "X-Debug: 1");

        Assert.Equal("mlmesh.policy.route/1", Text(answer["schema"]));
        Assert.Equal(("forwarded", "checkout", "4s"), (Text(answer["outcome"]), Text(answer["route"]), Text(answer["timeout"])));
        Assert.Equal((3, "503"), (answer["retries"]!["attempts"]!.GetValue<int>(), Text(answer["retries"]!["retryOn"])));
        var destination = Assert.Single(answer["destinations"]!.AsArray())!;
        Assert.Equal(("outbound|9000||payments.shop.svc.cluster.local", 1.0), (Text(destination["cluster"]), destination["share"]!.GetValue<double>()));
        Assert.Equal(["remove x-debug ", "set x-lane gold"], destination["requestHeaders"]!.AsArray().Select(change => $"{Text(change!["operation"])} {Text(change["name"])} {change["value"]?.GetValue<string>()}"));
    }

    [Fact]
    public async Task Hosts_that_policies_name_are_assumed_and_the_output_says_so()
    {
        var assumed = await RunAsync(Shop, "--policy", "-", "--request", "http://shop/pay", "-H", "x-tier: gold");
        var strict = await JsonAsync(Shop, "--policy", "-", "--request", "http://shop/pay", "-H", "x-tier: gold", "--assume-hosts", "false");

        Assert.Contains("assumed to exist: payments.shop.svc.cluster.local:9000, shop.shop.svc.cluster.local:9000", assumed.Output, StringComparison.Ordinal);
        Assert.Empty(strict["assumptions"]!.AsArray());
        Assert.NotEqual("checkout", strict["route"]?.GetValue<string>());
    }

    [Fact]
    public async Task A_redirect_is_answered_by_the_proxy()
    {
        var answer = await JsonAsync(Shop, "--policy", "-", "--request", "http://shop/old/cart");

        Assert.Equal("redirected", Text(answer["outcome"]));
        Assert.Equal(308, answer["answer"]!["status"]!.GetValue<int>());
        Assert.Equal("http://shop/new", Text(answer["answer"]!["headers"]![0]!["value"]));
    }

    [Theory]
    [InlineData("shop/shop", "POST", true)]
    [InlineData("shop/shop", "GET", false)]
    [InlineData("shop/robber", "POST", false)]
    [InlineData("spiffe://cluster.local/ns/shop/sa/shop", "POST", true)]
    public async Task The_called_workloads_policies_decide_about_the_caller(string identity, string method, bool allowed)
    {
        var answer = await JsonAsync(Shop + "\n" + Lock, "--policy", "-", "--request", $"{method} http://payments/", "--identity", identity);

        var verdict = answer["destinations"]![0]!["workloads"]![0]!["authorization"]!;
        Assert.Equal(allowed, verdict["allowed"]!.GetValue<bool>());
        Assert.Equal(allowed ? "shop/only-shop" : null, verdict["policy"]?.GetValue<string>());
        Assert.Equal(allowed ? 0 : null, verdict["rule"]?.GetValue<int>());
    }

    [Fact]
    public async Task What_no_rule_of_the_ingress_names_does_not_exist_outside()
    {
        var run = await RunAsync("", "--policy", Canary, "--request", "http://models.example.com/metrics", "--gateway");

        Assert.Contains("no route, 404", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_resource_is_a_finding_and_is_not_in_force()
    {
        var run = await RunAsync(Shop.Replace("308", "999", StringComparison.Ordinal), "--policy", "-", "--request", "http://shop/old/cart");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("<stdin>", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("redirected", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--policy", "no-such-folder", "--request", "http://shop/")]
    [InlineData("--policy", "-", "--request", "three words here")]
    [InlineData("--policy", "-", "--request", "/path-only")]
    [InlineData("--policy", "-", "--request", "http://shop/", "-H", "no colon")]
    [InlineData("--policy", "-", "--request", "http://shop/", "--gateway", "missing")]
    [InlineData("--request", "http://shop/")]
    [InlineData("--policy", "-", "--request", "http://shop/", "--client-ip", "foo")]
    [InlineData("--policy", "-", "--request", "http://shop/", "--client-ip", "1.2")]
    [InlineData("--policy", "-", "--request", "http://shop/", "--source", "a/b/c")]
    [InlineData("--policy", "-", "--request", "http://shop/", "--source", "")]
    [InlineData("--policy", "-", "--request", "http://shop/", "--identity", "bogus id")]
    [InlineData("--policy", "-", "--request", "http://shop/", "--identity", "bogus")]
    [InlineData("--policy", "-", "--request", "GET")]
    [InlineData("--policy", "-", "--request", "http://[::1")]
    [InlineData("--policy", "-", "--request", "http://a:b:80/")]
    [InlineData("--policy", "-", "--request", "http://shop/", "-H", "a b: c")]
    [InlineData("--policy", "-", "--request", "http://shop/", "--token", "x", "--claim", "a=b")]
    [InlineData("--policy", "-", "--request", "http://shop/", "--claim", "exp=soon")]
    public async Task What_cannot_run_exits_with_2_and_says_why(params string[] args)
    {
        var run = await RunAsync(Shop, args);

        Assert.Equal(2, run.ExitCode);
        Assert.NotEqual("", run.Error.Trim());
        Assert.Equal("", run.Output.Trim());
    }

    [Fact]
    public async Task Help_ends_with_an_example()
    {
        var run = await RunAsync("", "--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Examples:", run.Output, StringComparison.Ordinal);
        Assert.Contains("mlmesh policy route --policy", run.Output, StringComparison.Ordinal);
    }

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private static async Task<JsonNode> JsonAsync(string input, params string[] args)
    {
        var run = await RunAsync(input, [.. args, "--json"]);
        Assert.Equal("", run.Error);
        return run.Json;
    }

    private static Task<Mlmesh> RunAsync(string input, params string[] args) => Mlmesh.RunAsync(input, TestContext.Current.CancellationToken, ["policy", "route", .. args]);
}
