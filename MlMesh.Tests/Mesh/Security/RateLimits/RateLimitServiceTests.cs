using Xunit;

namespace MlMesh.Tests.Mesh.Security.RateLimits;

/// <summary>Envoy's rate-limit filter at the ingress, with the limits of a ConfigMap for envoyproxy/ratelimit.</summary>
public sealed class RateLimitServiceTests
{
    private const string PerUser = """
        domain: edge
        descriptors:
        - key: header_match
          value: predict
          descriptors:
          - key: user
            rate_limit: {unit: minute, requests_per_unit: 10}
          - key: user
            value: batch
            rate_limit: {unlimited: true}
          - key: user
            value: guest-*
            rate_limit: {unit: hour, requests_per_unit: 2}
        """;

    [Fact]
    public async Task The_eleventh_request_of_a_user_in_a_minute_is_refused_and_another_user_s_is_not()
    {
        using var proxy = new LimitedProxy(Policy(PerUser), "ingress");

        Assert.Equal(10, await proxy.PassedAsync(12, headers: ("x-user-id", "ann")));
        var refused = await proxy.SendAsync(headers: ("x-user-id", "ann"));
        Assert.Equal(429, refused.Status);
        Assert.Equal("true", refused.Headers.First("x-envoy-ratelimited"));
        Assert.Equal("10, 10;w=60", refused.Headers.First("x-ratelimit-limit"));
        Assert.Equal("0", refused.Headers.First("x-ratelimit-remaining"));
        Assert.Equal("60", refused.Headers.First("x-ratelimit-reset"));
        Assert.Equal(10, await proxy.PassedAsync(12, headers: ("x-user-id", "bob")));
        Assert.Equal(12, await proxy.PassedAsync(12, "/v2", headers: ("x-user-id", "ann")));
        Assert.Equal(12, await proxy.PassedAsync(12));
    }

    [Fact]
    public async Task Windows_are_fixed_so_that_all_requests_come_back_with_the_minute()
    {
        using var proxy = new LimitedProxy(Policy(PerUser), "ingress");

        proxy.Clock.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal(10, await proxy.PassedAsync(12, headers: ("x-user-id", "ann")));
        proxy.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(0, await proxy.PassedAsync(1, headers: ("x-user-id", "ann")));
        proxy.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(10, await proxy.PassedAsync(12, headers: ("x-user-id", "ann")));
    }

    [Fact]
    public async Task Of_fifty_requests_at_once_exactly_ten_pass()
    {
        using var proxy = new LimitedProxy(Policy(PerUser), "ingress");

        var passed = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => proxy.PassedAsync(5, headers: ("x-user-id", "ann")))));

        Assert.Equal(10, passed.Sum());
    }

    [Fact]
    public async Task A_value_goes_before_its_beginning_and_that_before_the_key_alone()
    {
        using var proxy = new LimitedProxy(Policy(PerUser), "ingress");

        Assert.Equal(30, await proxy.PassedAsync(30, headers: ("x-user-id", "batch")));
        Assert.Equal(2, await proxy.PassedAsync(5, headers: ("x-user-id", "guest-1")));
        Assert.Equal(2, await proxy.PassedAsync(5, headers: ("x-user-id", "guest-2")));
    }

    [Fact]
    public async Task A_limit_in_shadow_mode_counts_and_refuses_nobody()
    {
        using var proxy = new LimitedProxy(Policy("""
            domain: edge
            descriptors:
            - key: header_match
              descriptors:
              - {key: user, shadow_mode: true, rate_limit: {unit: second, requests_per_unit: 1}}
            """), "ingress");

        Assert.Equal(3, await proxy.PassedAsync(3, headers: ("x-user-id", "ann")));
        Assert.Equal("0", (await proxy.SendAsync(headers: ("x-user-id", "ann"))).Headers.First("x-ratelimit-remaining"));
    }

    [Theory]
    [InlineData("true", 500)]
    [InlineData("false", 200)]
    public async Task Without_the_service_failure_mode_deny_decides(string deny, int status)
    {
        using var proxy = new LimitedProxy(Policy(PerUser, cluster: "outbound|9999||nobody.ml.svc.cluster.local", deny: deny), "ingress");

        Assert.Equal(status, (await proxy.SendAsync(headers: ("x-user-id", "ann"))).Status);
    }

    [Fact]
    public async Task A_reload_keeps_the_counts()
    {
        using var proxy = new LimitedProxy(Policy(PerUser), "ingress");
        Assert.Equal(10, await proxy.PassedAsync(12, headers: ("x-user-id", "ann")));

        proxy.Apply(Policy(PerUser, deny: "false"));

        Assert.Equal(0, await proxy.PassedAsync(1, headers: ("x-user-id", "ann")));
    }

    private static string Policy(string limits, string cluster = "outbound|8080||store.ml.svc.cluster.local", string deny = "true") => $$$"""
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: limits, namespace: ml}
        data:
          config.yaml: |
            {{{limits.ReplaceLineEndings("\n    ")}}}
        ---
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: edge, namespace: ml}
        spec: {selector: {istio: ingressgateway}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]}
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: edge, namespace: ml}
        spec: {hosts: ["*"], gateways: [edge], http: [{route: [{destination: {host: store}}]}]}
        ---
        apiVersion: networking.istio.io/v1alpha3
        kind: EnvoyFilter
        metadata: {name: limit, namespace: istio-system}
        spec:
          workloadSelector: {labels: {istio: ingressgateway}}
          configPatches:
          - applyTo: HTTP_FILTER
            match: {context: GATEWAY, listener: {filterChain: {filter: {name: envoy.filters.network.http_connection_manager, subFilter: {name: envoy.filters.http.router} } } } }
            patch:
              operation: INSERT_BEFORE
              value:
                name: envoy.filters.http.ratelimit
                typed_config:
                  "@type": type.googleapis.com/envoy.extensions.filters.http.ratelimit.v3.RateLimit
                  domain: edge
                  failure_mode_deny: {{{deny}}}
                  enable_x_ratelimit_headers: DRAFT_VERSION_03
                  rate_limit_service: {transport_api_version: V3, grpc_service: {envoy_grpc: {cluster_name: "{{{cluster}}}"}, timeout: 0.25s} }
          - applyTo: VIRTUAL_HOST
            match: {context: GATEWAY, routeConfiguration: {portNumber: 80, vhost: {name: "*:80"} } }
            patch:
              operation: MERGE
              value:
                rate_limits:
                - actions:
                  - header_value_match: {descriptor_value: predict, headers: [{name: ":path", string_match: {prefix: /predict, ignore_case: true} }]}
                  - request_headers: {header_name: x-user-id, descriptor_key: user}
        """;
}
