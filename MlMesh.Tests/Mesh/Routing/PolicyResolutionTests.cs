using MlMesh.Mesh.Routing;
using Xunit;

namespace MlMesh.Tests.Mesh.Routing;

public sealed class PolicyResolutionTests
{
    private const RetryConditions Default = RetryConditions.ConnectFailure | RetryConditions.RefusedStream | RetryConditions.GrpcUnavailable | RetryConditions.GrpcCancelled;

    [Fact]
    public void Without_a_policy_connection_failures_are_retried_twice()
    {
        foreach (var route in new[] { Route(""), new TestMesh("").Send("model").Route! })
        {
            Assert.Equal(2, route.Retry!.Attempts);
            Assert.Equal(Default, route.Retry.Conditions);
            Assert.True(route.Retry.AvoidPreviousHosts);
            Assert.Null(route.Timeout);
        }
    }

    [Theory]
    [InlineData("retries: {}")]
    [InlineData("retries: {attempts: 0}")]
    public void No_attempts_turn_retries_off(string retries) => Assert.Null(Route(retries).Retry);

    [Theory]
    [InlineData("attempts: 3", Default, new int[0])]
    [InlineData("attempts: 3, retryOn: '5xx,reset'", RetryConditions.ServerError | RetryConditions.Reset, new int[0])]
    [InlineData("attempts: 3, retryOn: 'gateway-error,retriable-4xx,503'", RetryConditions.GatewayError | RetryConditions.Retriable4xx | RetryConditions.RetriableStatusCodes, new[] { 503 })]
    [InlineData("attempts: 3, retryOn: '429,503'", RetryConditions.RetriableStatusCodes, new[] { 429, 503 })]
    [InlineData("attempts: 3, retryOn: 'envoy-ratelimited,connect-failure,refused-stream'", RetryConditions.EnvoyRateLimited | RetryConditions.ConnectFailure | RetryConditions.RefusedStream, new int[0])]
    [InlineData("attempts: 3, retryOn: 'cancelled,deadline-exceeded,internal,resource-exhausted,unavailable'",
        RetryConditions.GrpcCancelled | RetryConditions.GrpcDeadlineExceeded | RetryConditions.GrpcInternal | RetryConditions.GrpcResourceExhausted | RetryConditions.GrpcUnavailable, new int[0])]
    public void RetryOn_names_conditions_and_statuses(string retries, RetryConditions conditions, int[] statuses)
    {
        var policy = Route($"retries: {{{retries}}}").Retry!;

        Assert.Equal(3, policy.Attempts);
        Assert.Equal(conditions, policy.Conditions);
        Assert.Equal(statuses, policy.Statuses);
    }

    [Fact]
    public void Per_try_timeout_back_off_and_previous_hosts_are_taken_over()
    {
        var policy = Route("retries: {attempts: 1, perTryTimeout: 2s, backoff: 100ms, retryIgnorePreviousHosts: false}").Retry!;

        Assert.Equal(TimeSpan.FromSeconds(2), policy.PerTryTimeout);
        Assert.Equal((TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1)), (policy.BackoffBase, policy.BackoffMaximum));
        Assert.False(policy.AvoidPreviousHosts);
    }

    [Fact]
    public void The_meshs_default_policy_replaces_Istios_and_is_not_merged_with_a_routes()
    {
        const string Mesh = "defaultHttpRetryPolicy: {attempts: 3, retryOn: '503'}";

        Assert.Equal([503], new TestMesh("", Mesh).Send("model").Route!.Retry!.Statuses);
        Assert.Equal([503], Route("", Mesh).Retry!.Statuses);
        Assert.Equal(Default, Route("retries: {attempts: 1}", Mesh).Retry!.Conditions);
    }

    [Fact]
    public void A_hashed_single_destination_retries_the_same_host()
    {
        const string Hashed = "\n---\napiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: model, namespace: ml}\nspec: {host: model, trafficPolicy: {loadBalancer: {consistentHash: {httpHeaderName: X-User-Id}}}}";
        var mesh = new TestMesh(TestMesh.VirtualService("rule", "model", "- {route: [{destination: {host: model}}]}") + Hashed);

        var route = mesh.Send("model").Route!;

        Assert.False(route.Retry!.AvoidPreviousHosts);
        Assert.Equal(new HashPolicy { Source = HashSource.Header, Name = "x-user-id" }, Assert.Single(route.HashPolicies));
    }

    [Fact]
    public void A_timeout_is_taken_over() => Assert.Equal(TimeSpan.FromMilliseconds(1500), Route("timeout: 1.5s").Timeout);

    [Theory]
    [InlineData("abort: {httpStatus: 500, percentage: {value: 12.5}}", 500, null, 125_000u)]
    [InlineData("abort: {httpStatus: 500}", 500, null, 0u)]
    [InlineData("abort: {grpcStatus: UNAVAILABLE, percentage: {value: 100}}", null, 14, 1_000_000u)]
    [InlineData("abort: {httpStatus: 500, percentage: {value: 0.00019}}", 500, null, 1u)]
    public void An_abort_has_a_status_and_a_share_that_is_nothing_when_left_out(string fault, int? http, int? grpc, uint millionths) =>
        Assert.Equal(new InjectedAbort(http, grpc, new Fraction(millionths)), Route($"fault: {{{fault}}}").Fault!.Abort);

    [Fact]
    public void A_delay_has_a_duration_and_a_share() =>
        Assert.Equal(new FaultPolicy(new InjectedDelay(TimeSpan.FromSeconds(5), Fraction.FromPercent(50)), null), Route("fault: {delay: {fixedDelay: 5s, percentage: {value: 50}}}").Fault);

    [Fact]
    public void Cors_is_written_as_the_answers_carry_it()
    {
        var cors = Route("corsPolicy: {allowOrigins: [{exact: 'https://a.example'}, {regex: 'https://[a-z]+[.]b[.]example'}], allowMethods: [GET, POST], allowHeaders: [x-a, x-b], exposeHeaders: [x-c], maxAge: 24h, allowCredentials: true, unmatchedPreflights: IGNORE}").Cors!;

        Assert.Equal(("GET,POST", "x-a,x-b", "x-c", "86400"), (cors.AllowMethods, cors.AllowHeaders, cors.ExposeHeaders, cors.MaxAge));
        Assert.True(cors.AllowCredentials);
        Assert.False(cors.ForwardUnmatchedPreflights);
        Assert.True(cors.Allows("https://a.example"));
        Assert.True(cors.Allows("https://x.b.example"));
        Assert.False(cors.Allows("https://a.example.evil"));
    }

    [Fact]
    public void A_star_among_the_origins_allows_every_origin() => Assert.True(Route("corsPolicy: {allowOrigins: [{exact: '*'}]}").Cors!.Allows("https://anyone"));

    [Fact]
    public void The_span_is_named_after_the_only_destination_else_after_the_rule()
    {
        Assert.Equal("model.ml.svc.cluster.local:80/v1*", Route("match: [{uri: {prefix: /v1}}]", path: "/v1").Operation);
        Assert.Equal("rule:80/*", new TestMesh(TestMesh.VirtualService("rule", "model", "- {route: [{destination: {host: model}, weight: 1}, {destination: {host: store}, weight: 1}]}")).Send("model").Route!.Operation);
    }

    private static RouteEntry Route(string rule, string mesh = "", string path = "/") =>
        new TestMesh(TestMesh.VirtualService("rule", "model", $"- {{{(rule.Length > 0 ? rule + ", " : "")}route: [{{destination: {{host: model}}}}]}}"), mesh).Send("model", path).Route!;
}
