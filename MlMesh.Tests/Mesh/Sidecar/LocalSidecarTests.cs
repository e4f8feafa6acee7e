using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using MlMesh.Mesh.Loading;
using MlMesh.Mesh.Sidecar.Hosting;
using Xunit;

namespace MlMesh.Tests.Mesh.Sidecar;

public sealed class LocalSidecarTests
{
    private const string ByGroup = """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: model-inference, namespace: ml-services}
        spec:
          hosts: [model-inference]
          http:
          - match: [{headers: {x-user-group: {exact: beta}}}]
            route: [{destination: {host: model-inference, subset: v2, port: {number: 8080}}}]
          - route: [{destination: {host: model-inference, subset: v1, port: {number: 8080}}}]
        """;

    private static readonly Uri Predict = new("http://model-inference:8080/predict");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_of_the_service_is_routed_by_the_policy()
    {
        await using var mesh = await LocalMeshFixture.StartAsync(ByGroup);

        Assert.Equal("v1 1", await mesh.Client.GetStringAsync(Predict, Cancelled));
        Assert.Equal("v2 1", await BetaAsync(mesh));
    }

    [Fact]
    public async Task An_edited_policy_takes_effect_while_the_service_runs()
    {
        await using var mesh = await LocalMeshFixture.StartAsync(ByGroup);
        Assert.Equal("v1 1", await mesh.Client.GetStringAsync(Predict, Cancelled));

        mesh.WritePolicy(ByGroup.Replace("exact: beta", "exact: nobody", StringComparison.Ordinal).Replace("subset: v1", "subset: v2", StringComparison.Ordinal));

        await Eventually(async () => await mesh.Client.GetStringAsync(Predict, Cancelled) == "v2 1");
    }

    [Fact]
    public async Task A_policy_that_breaks_while_the_service_runs_leaves_the_good_one_in_force()
    {
        await using var mesh = await LocalMeshFixture.StartAsync(ByGroup);
        Assert.Equal("v1 1", await mesh.Client.GetStringAsync(Predict, Cancelled));

        mesh.WritePolicy("apiVersion: [");
        mesh.WritePolicy("apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: x}\nspec: {hosts: [], http: 3}");

        for (var i = 0; i < 20; i++)
            Assert.Equal("v1 1", await mesh.Client.GetStringAsync(Predict, Cancelled));
    }

    [Fact]
    public async Task A_refused_connection_is_tried_again_and_told_in_Envoys_words()
    {
        await using var mesh = await LocalMeshFixture.StartAsync(ByGroup);
        await mesh.StopAsync("v1");

        using var response = await mesh.Client.GetAsync(Predict, Cancelled);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(
            "upstream connect error or disconnect/reset before headers. retried and the latest reset reason: remote connection failure",
            await response.Content.ReadAsStringAsync(Cancelled));
        Assert.Equal("v2 1", await BetaAsync(mesh));
    }

    [Fact]
    public async Task A_mirror_gets_the_whole_body_even_beyond_what_a_retry_would_keep()
    {
        const int Bytes = 3 * 1024 * 1024;
        await using var mesh = await LocalMeshFixture.StartAsync("""
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: model-inference, namespace: ml-services}
            spec:
              hosts: [model-inference]
              http:
              - route: [{destination: {host: model-inference, subset: v1, port: {number: 8080}}}]
                mirror: {host: model-inference, subset: v2, port: {number: 8080}}
            """);

        using var content = new ByteArrayContent(new byte[Bytes]);
        using var response = await mesh.Client.PostAsync(Predict, content, Cancelled);

        Assert.Equal("v1 1", await response.Content.ReadAsStringAsync(Cancelled));
        await Eventually(() => Task.FromResult(mesh.Bodies.Count == 2));
        Assert.Equal([("v1", Bytes), ("v2", Bytes)], mesh.Bodies.Order());
    }

    [Fact]
    public async Task The_gateway_process_is_its_own_ingress()
    {
        await using var mesh = await LocalMeshFixture.StartAsync(
            """
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: ingress, namespace: ml-services}
            spec: {selector: {istio: ingressgateway}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]}
            ---
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: gateway, namespace: ml-services}
            spec:
              hosts: ["*"]
              gateways: [ingress]
              http:
              - match: [{uri: {exact: /me}}]
                rewrite: {uri: /whoami}
                headers: {response: {set: {x-edge: "1"}}}
                route: [{destination: {host: gateway, port: {number: 8080}}}]
              - match: [{uri: {exact: /slow}}]
                timeout: 50ms
                route: [{destination: {host: gateway, port: {number: 8080}}}]
            """,
            ingress: true);
        using var outside = new HttpClient { BaseAddress = mesh.GatewayAddress };

        using var answer = await outside.GetAsync(new Uri("/me", UriKind.Relative), Cancelled);
        Assert.Equal("127.0.0.1 127.0.0.1 /whoami", await answer.Content.ReadAsStringAsync(Cancelled));
        Assert.Equal("1", Assert.Single(answer.Headers.GetValues("x-edge")));

        using var hidden = await outside.GetAsync(new Uri("/whoami", UriKind.Relative), Cancelled);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);

        using var slow = await outside.GetAsync(new Uri("/slow", UriKind.Relative), Cancelled);
        Assert.Equal(HttpStatusCode.GatewayTimeout, slow.StatusCode);
        Assert.Equal("upstream request timeout", await slow.Content.ReadAsStringAsync(Cancelled));
    }

    [Fact]
    public async Task An_application_that_cuts_its_caller_off_is_answered_for_by_the_proxy()
    {
        await using var mesh = await LocalMeshFixture.StartAsync("");
        using var outside = new HttpClient { BaseAddress = mesh.GatewayAddress };

        using var answer = await outside.GetAsync(new Uri("/cut", UriKind.Relative), Cancelled);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("upstream connect error or disconnect/reset before headers. reset reason: connection termination", await answer.Content.ReadAsStringAsync(Cancelled));
        await Assert.ThrowsAsync<HttpRequestException>(() => outside.GetStringAsync(new Uri("/cut-later", UriKind.Relative), Cancelled));
    }

    [Fact]
    public async Task Requests_are_counted_as_Istio_counts_them()
    {
        await using var mesh = await LocalMeshFixture.StartAsync(ByGroup);
        var counted = new List<Dictionary<string, object?>>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, meters) =>
        {
            if (instrument.Name == "istio_requests_total")
                meters.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            if (count == 1)
                counted.Add(tags.ToArray().ToDictionary());
        });
        listener.Start();

        await BetaAsync(mesh);
        listener.RecordObservableInstruments();

        Assert.Contains(counted, tags => Equals(tags["reporter"], "source")
            && Equals(tags["source_workload"], "gateway")
            && Equals(tags["destination_workload"], "model-inference-v2")
            && Equals(tags["destination_service_name"], "model-inference")
            && Equals(tags["response_code"], "200")
            && Equals(tags["response_flags"], "-"));
    }

    [Fact]
    public async Task A_call_has_one_span_and_the_callee_continues_its_trace()
    {
        await using var mesh = await LocalMeshFixture.StartAsync(ByGroup);
        var spans = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "MlMesh.Mesh" or "test",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource("test");
        using var application = source.StartActivity("application")!;

        await BetaAsync(mesh);

        var call = Assert.Single(spans, span => span.TraceId == application.TraceId && span.Kind == ActivityKind.Client);
        Assert.Equal(application.SpanId, call.ParentSpanId);
        Assert.Equal("model-inference.ml-services.svc.cluster.local:8080/*", call.DisplayName);
        Assert.Equal("outbound|8080|v2|model-inference.ml-services.svc.cluster.local", call.GetTagItem("upstream_cluster"));
        Assert.Equal(1, call.GetTagItem("mlmesh.attempts"));
        Assert.Contains($"00-{call.TraceId}-{call.SpanId}-01", mesh.TraceParents);
    }

    [Fact]
    public void A_service_without_a_policy_has_no_sidecar()
    {
        var builder = WebApplication.CreateSlimBuilder();
        var before = builder.Services.Count;

        builder.AddMeshSidecar();

        Assert.Equal(before, builder.Services.Count);
    }

    [Theory]
    [InlineData("Mesh:Workload", "nobody", "Mesh:Workload is 'nobody'")]
    [InlineData("Mesh:Workloads:0:Address", "ftp://x", "Mesh:Workloads:0:Address is 'ftp://x'")]
    [InlineData("Mesh:Workloads:0:Port", "0", "Mesh:Workloads:0:Port is 0")]
    public async Task A_wrong_setting_stops_the_service_with_its_key(string key, string value, string message)
    {
        var failure = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => LocalService.StartAsync(
            builder =>
            {
                builder.Configuration["Mesh:Policy"] = Repository.PathOf("istio-overlays", "overlays", "stable");
                builder.Configuration["Mesh:Workload"] = "gateway";
                builder.Configuration["Mesh:Workloads:0:Name"] = "gateway";
                builder.Configuration["Mesh:Workloads:0:Address"] = "http://localhost:1";
                builder.Configuration[key] = value;
                builder.AddMeshSidecar();
            },
            _ => { }));

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_with_an_error_stops_the_service_with_the_place_of_the_error()
    {
        var failure = await Assert.ThrowsAsync<PolicyLoadException>(() => LocalMeshFixture.StartAsync(ByGroup.Replace("exact: beta", "exact: [beta]", StringComparison.Ordinal)));

        Assert.Matches(@"policy\.yaml:\d+", failure.Message);
    }

    [Fact]
    public async Task A_body_that_the_application_cannot_give_is_the_applications_failure()
    {
        await using var mesh = await LocalMeshFixture.StartAsync(ByGroup);
        using var content = new StreamContent(new FailingStream());

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => mesh.Client.PostAsync(Predict, content, Cancelled));

        Assert.IsType<InvalidDataException>(failure.InnerException);
    }

    private static async Task<string> BetaAsync(LocalMeshFixture mesh)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Predict);
        request.Headers.Add("x-user-group", "beta");
        using var response = await mesh.Client.SendAsync(request, Cancelled);
        return await response.Content.ReadAsStringAsync(Cancelled);
    }

    private static async Task Eventually(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await condition())
            await Task.Delay(20, patience.Token);
    }
}
