using System.Collections.Concurrent;
using System.Diagnostics;
using Xunit;

namespace MlMesh.Tests.Mesh.Sidecar;

public sealed class MeshTracingTests : IDisposable
{
    private const string Proxy = "MlMesh.Mesh";
    private const string Server = "Microsoft.AspNetCore";
    private const string Policy = """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: model-inference, namespace: ml-services}
        spec:
          hosts: [model-inference]
          http:
          - name: predictions
            match: [{uri: {prefix: /predict}}]
            route: [{destination: {host: model-inference, subset: v1, port: {number: 8080}}}]
            retries: {attempts: 2, retryOn: connect-failure}
        ---
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: ingress, namespace: ml-services}
        spec: {selector: {istio: ingressgateway}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]}
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: gateway, namespace: ml-services}
        spec: {hosts: ["*"], gateways: [ingress], http: [{name: public, match: [{uri: {exact: /whoami}}], route: [{destination: {host: gateway, port: {number: 8080}}}]}]}
        """;

    private static readonly Uri Predict = new("http://model-inference:8080/predict");

    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public MeshTracingTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Proxy or Server,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task A_call_is_a_client_span_and_the_callees_span_is_its_child()
    {
        await using var mesh = await LocalMeshFixture.StartAsync(Policy);
        using var root = Traced();

        using var response = await mesh.Client.GetAsync(Predict, Cancelled);

        var call = await EndedAsync(root, Proxy);
        Assert.Equal("model-inference.ml-services.svc.cluster.local:8080/predict*", call.DisplayName);
        Assert.Equal((ActivityKind.Client, root.SpanId), (call.Kind, call.ParentSpanId));
        Assert.Equal(ActivityStatusCode.Unset, call.Status);
        AssertTags(call, ("upstream_cluster", "outbound|8080|v1|model-inference.ml-services.svc.cluster.local"), ("response_flags", "-"), ("http.status_code", "200"), ("component", "proxy"),
            ("http.url", "http://model-inference:8080/predict"), ("mlmesh.route", "predictions"), ("mlmesh.attempts", 1));
        Assert.Equal(call.SpanId, (await EndedAsync(root, Server)).ParentSpanId);
    }

    [Fact]
    public async Task The_span_of_a_failed_call_says_how_often_it_was_tried_and_why_it_failed()
    {
        await using var mesh = await LocalMeshFixture.StartAsync(Policy);
        await mesh.StopAsync("v1");
        using var root = Traced();

        using var response = await mesh.Client.GetAsync(Predict, Cancelled);

        var call = await EndedAsync(root, Proxy);
        Assert.Equal(ActivityStatusCode.Error, call.Status);
        AssertTags(call, ("response_flags", "URX,UF"), ("http.status_code", "503"), ("error", "true"), ("mlmesh.attempts", 3));
    }

    [Fact]
    public async Task The_server_span_tells_of_the_ingress()
    {
        await using var mesh = await LocalMeshFixture.StartAsync(Policy, ingress: true);
        using var root = Traced();
        using var outside = new HttpClient { BaseAddress = mesh.GatewayAddress };

        await outside.GetStringAsync("/whoami", Cancelled);

        AssertTags(await EndedAsync(root, Server), ("upstream_cluster", "outbound|8080||gateway.ml-services.svc.cluster.local"), ("mlmesh.route", "public"), ("response_flags", "-"));
    }

    [Fact]
    public async Task A_policy_that_audits_or_is_under_trial_leaves_its_word_in_the_span()
    {
        const string Trial = """

            ---
            apiVersion: security.istio.io/v1
            kind: AuthorizationPolicy
            metadata: {name: closed, namespace: istio-system, annotations: {istio.io/dry-run: "true"}}
            spec: {action: DENY, rules: [{to: [{operation: {paths: [/whoami]}}]}]}
            ---
            apiVersion: security.istio.io/v1
            kind: AuthorizationPolicy
            metadata: {name: watch, namespace: istio-system}
            spec: {action: AUDIT, rules: [{to: [{operation: {methods: [GET]}}]}]}
            """;
        await using var mesh = await LocalMeshFixture.StartAsync(Policy + Trial, ingress: true);
        using var root = Traced();
        using var outside = new HttpClient { BaseAddress = mesh.GatewayAddress };

        await outside.GetStringAsync("/whoami", Cancelled);

        AssertTags(await EndedAsync(root, Server),
            ("istio.authorization.dry_run.deny_policy.name", "ns[istio-system]-policy[closed]-rule[0]"),
            ("istio.authorization.dry_run.deny_policy.result", "denied"),
            ("istio.authorization.dry_run.allow_policy.result", ""),
            ("mlmesh.audit_rule", "ns[istio-system]-policy[watch]-rule[0]"));
    }

    private static Activity Traced() => new Activity("caller") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();

    private static void AssertTags(Activity span, params (string Key, object Value)[] expected) =>
        Assert.Equal(expected, expected.Select(tag => (tag.Key, span.GetTagItem(tag.Key) ?? "")));

    private async Task<Activity> EndedAsync(Activity root, string source)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            if (_ended.FirstOrDefault(span => span.TraceId == root.TraceId && span.Source.Name == source) is { } found)
                return found;
            await Task.Delay(20, patience.Token);
        }
    }
}
