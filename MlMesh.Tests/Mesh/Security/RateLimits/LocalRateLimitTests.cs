using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Resources.Envoy;
using MlMesh.Mesh.Security.RateLimits;
using MlMesh.Tests.Mesh.Routing;
using Xunit;

namespace MlMesh.Tests.Mesh.Security.RateLimits;

/// <summary>Envoy's local rate-limit filter beyond what the recordings show.</summary>
public sealed class LocalRateLimitTests
{
    private const string Caller = "spiffe://cluster.local/ns/ml/sa/caller";

    private const string Always = "{default_value: {numerator: 100}}";

    [Fact]
    public async Task Tokens_come_back_one_by_one_and_not_all_at_the_interval_s_end()
    {
        using var proxy = new LimitedProxy(Limit("token_bucket: {max_tokens: 6, tokens_per_fill: 6, fill_interval: 60s}"));

        Assert.Equal(6, await proxy.PassedAsync(10));
        proxy.Clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Equal(0, await proxy.PassedAsync(1));
        proxy.Clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal(1, await proxy.PassedAsync(3));
        proxy.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(6, await proxy.PassedAsync(10));
    }

    [Fact]
    public async Task Callers_with_mutual_TLS_and_without_have_buckets_of_their_own()
    {
        using var proxy = new LimitedProxy(Limit("token_bucket: {max_tokens: 2, fill_interval: 60s}"));

        Assert.Equal(2, await proxy.PassedAsync(5, peer: Caller));
        Assert.Equal(2, await proxy.PassedAsync(5));
        Assert.Equal(0, await proxy.PassedAsync(5, peer: Caller));
    }

    [Fact]
    public async Task Of_requests_at_once_exactly_as_many_pass_as_there_are_tokens()
    {
        using var proxy = new LimitedProxy(Limit("token_bucket: {max_tokens: 10, fill_interval: 600s}"));

        var passed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => proxy.PassedAsync(25))));

        Assert.Equal(10, passed.Sum());
    }

    [Fact]
    public async Task A_bucket_survives_a_reload_that_does_not_change_its_limit()
    {
        using var proxy = new LimitedProxy(Limit("token_bucket: {max_tokens: 4, fill_interval: 600s}"));
        Assert.Equal(3, await proxy.PassedAsync(3));

        proxy.Apply($"{Limit("token_bucket: {max_tokens: 4, fill_interval: 600s}")}\n---\n{Deny}");
        Assert.Equal(1, await proxy.PassedAsync(3));
        proxy.Apply(Limit("token_bucket: {max_tokens: 5, fill_interval: 600s}"));
        Assert.Equal(5, await proxy.PassedAsync(9));
    }

    [Theory]
    [InlineData("INSERT_BEFORE", "envoy.filters.http.router", 2)]
    [InlineData("INSERT_AFTER", "envoy.filters.http.rbac", 2)]
    [InlineData("INSERT_BEFORE", "envoy.filters.http.rbac", 0)]
    [InlineData("INSERT_FIRST", "envoy.filters.http.router", 0)]
    [InlineData("INSERT_BEFORE", null, 0)]
    [InlineData("INSERT_BEFORE", "envoy.filters.http.lua", 9)]
    public async Task Where_the_filter_stands_decides_whether_forbidden_requests_take_tokens(string operation, string? beside, int passed)
    {
        var subFilter = beside is null ? "" : $", subFilter: {{name: {beside}}}";
        using var proxy = new LimitedProxy($"{Limit("token_bucket: {max_tokens: 2, fill_interval: 600s}", operation, subFilter)}\n---\n{Deny}");

        Assert.Equal(0, await proxy.PassedAsync(5, "/forbidden"));
        Assert.Equal(passed, await proxy.PassedAsync(9));
    }

    [Theory]
    [InlineData("{context: SIDECAR_INBOUND, listener: {portNumber: 8080}}", 2)]
    [InlineData("{context: SIDECAR_INBOUND, listener: {portNumber: 80}}", 9)]
    [InlineData("{context: ANY}", 2)]
    [InlineData("{context: SIDECAR_OUTBOUND}", 9)]
    [InlineData("{context: GATEWAY}", 9)]
    [InlineData("{context: SIDECAR_INBOUND, listener: {name: virtualInbound, filterChain: {destinationPort: 8080, transportProtocol: raw_buffer}}}", 2)]
    [InlineData("{context: SIDECAR_INBOUND, listener: {filterChain: {transportProtocol: tls}}}", 9)]
    [InlineData("{context: SIDECAR_INBOUND, proxy: {proxyVersion: '^1\\.30'}}", 2)]
    [InlineData("{context: SIDECAR_INBOUND, proxy: {proxyVersion: '^1\\.2[0-9]'}}", 9)]
    public async Task A_filter_is_inserted_where_its_match_says(string match, int passed)
    {
        using var proxy = new LimitedProxy(Filter($"INSERT_FIRST, value: {{{Settings("token_bucket: {max_tokens: 2, fill_interval: 600s}")}}}", match));

        Assert.Equal(passed, await proxy.PassedAsync(9));
    }

    [Fact]
    public async Task The_strictest_of_several_buckets_is_asked_first_and_the_others_keep_their_tokens()
    {
        using var proxy = new LimitedProxy(Limit("""
            token_bucket: {max_tokens: 100, fill_interval: 60s},
            rate_limits: [{actions: [{request_headers: {header_name: x-user, descriptor_key: user}}]}, {actions: [{generic_key: {descriptor_value: all}}]}],
            descriptors: [
              {entries: [{key: generic_key, value: all}], token_bucket: {max_tokens: 5, tokens_per_fill: 5, fill_interval: 60s}},
              {entries: [{key: user}], token_bucket: {max_tokens: 2, tokens_per_fill: 2, fill_interval: 60s}}]
            """));

        Assert.Equal(2, await proxy.PassedAsync(9, headers: ("x-user", "ann")));
        Assert.Equal(2, await proxy.PassedAsync(9, headers: ("x-user", "bob")));
        Assert.Equal(1, await proxy.PassedAsync(9, headers: ("x-user", "eve")));
    }

    [Fact]
    public async Task The_user_seen_longest_ago_loses_the_bucket_when_there_are_too_many()
    {
        using var proxy = new LimitedProxy(Limit("""
            token_bucket: {max_tokens: 100, fill_interval: 60s}, max_dynamic_descriptors: 2,
            rate_limits: [{actions: [{request_headers: {header_name: x-user, descriptor_key: user}}]}],
            descriptors: [{entries: [{key: user}], token_bucket: {max_tokens: 1, fill_interval: 60s}}]
            """));

        Assert.Equal(1, await proxy.PassedAsync(2, headers: ("x-user", "ann")));
        Assert.Equal(1, await proxy.PassedAsync(2, headers: ("x-user", "bob")));
        Assert.Equal(0, await proxy.PassedAsync(1, headers: ("x-user", "ann")));
        Assert.Equal(1, await proxy.PassedAsync(2, headers: ("x-user", "eve")));
        Assert.Equal(1, await proxy.PassedAsync(2, headers: ("x-user", "bob")));
    }

    [Fact]
    public void A_decision_about_a_known_user_allocates_nothing()
    {
        var resources = MeshResources.Create([ResourceReader.Read(Limit("""
            token_bucket: {max_tokens: 100, fill_interval: 60s},
            rate_limits: [{actions: [{header_value_match: {descriptor_value: predict, headers: [{name: ':path', string_match: {prefix: /predict} }]} }, {request_headers: {header_name: x-user, descriptor_key: user} }]}],
            descriptors: [{entries: [{key: header_match, value: predict}, {key: user}], token_bucket: {max_tokens: 5, fill_interval: 60s} }]
            """), "policy.yaml")]);
        var limiter = new LocalRateLimiter(Assert.IsType<HttpFilterPatch>(Assert.Single(resources.EnvoyPatches)).Local!, TimeProvider.System);
        var head = TestMesh.Request("model", "/predict", headers: ("x-user", "ann"));
        for (var i = 0; i < 1000; i++)
            Take();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Take();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Take() => limiter.TryTake(limiter.Sources.AsSpan(), new RateLimitInput { Head = head, PeerAddress = "10.0.0.1", TrustsForwardedFor = true, SourceCluster = "a.b" }, out _);
    }

    private const string Deny = """
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: {name: forbid, namespace: ml}
        spec: {action: DENY, rules: [{to: [{operation: {paths: [/forbidden]}}]}]}
        """;

    private static string Limit(string settings, string operation = "INSERT_BEFORE", string subFilter = "") => Filter(
        $"{operation}, value: {{{Settings(settings)}}}",
        $"{{context: SIDECAR_INBOUND, listener: {{filterChain: {{filter: {{name: envoy.filters.network.http_connection_manager{subFilter}}}}}}}}}");

    private static string Settings(string settings) =>
        $$"""name: limit, typed_config: {"@type": type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit, stat_prefix: s, filter_enabled: {{Always}}, filter_enforced: {{Always}}, {{settings.ReplaceLineEndings(" ")}}}""";

    private static string Filter(string patch, string match) => $$$"""
        apiVersion: networking.istio.io/v1alpha3
        kind: EnvoyFilter
        metadata: {name: limit, namespace: ml}
        spec: {configPatches: [{applyTo: HTTP_FILTER, match: {{{match}}}, patch: {operation: {{{patch}}}}}]}
        """;
}
