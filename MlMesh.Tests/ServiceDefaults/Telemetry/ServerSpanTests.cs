using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using MlMesh.ServiceDefaults.Problems;
using Xunit;

namespace MlMesh.Tests.ServiceDefaults.Telemetry;

[Collection(ProcessTelemetry.Name)]
public sealed class ServerSpanTests : IAsyncLifetime
{
    private OtlpReceiver _receiver = null!;

    public async ValueTask InitializeAsync() => _receiver = await OtlpReceiver.StartAsync();

    public ValueTask DisposeAsync() => _receiver.DisposeAsync();

    [Fact]
    public async Task A_server_span_follows_the_http_conventions()
    {
        await using var service = await StartAsync(app => app.MapGet("/airports/{code}", (string code) => code));

        await service.Client.GetAsync("/airports/ORD?verbose=1");

        var span = await ServerSpanAsync("/airports/ORD");
        Assert.Equal("GET /airports/{code}", span.Name);
        Assert.Equal(
            ("GET", "/airports/{code}", "200", "http", "127.0.0.1", "1.1"),
            (span.Attributes["http.request.method"], span.Attributes["http.route"], span.Attributes["http.response.status_code"],
                span.Attributes["url.scheme"], span.Attributes["server.address"], span.Attributes["network.protocol.version"]));
        Assert.False(span.IsError);
        Assert.DoesNotContain("error.type", span.Attributes.Keys);
    }

    [Fact]
    public async Task A_path_that_no_route_matches_names_the_span_by_its_method_alone()
    {
        await using var service = await StartAsync();

        await service.Client.GetAsync("/nothing/here");

        var span = await ServerSpanAsync("/nothing/here");
        Assert.Equal("GET", span.Name);
        Assert.Equal("404", span.Attributes["http.response.status_code"]);
        Assert.DoesNotContain("http.route", span.Attributes.Keys);
        Assert.False(span.IsError);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_exception_makes_the_span_an_error_of_its_type_and_keeps_the_route(bool handled)
    {
        var path = $"/fails/{handled}";
        await using var service = await TestService.StartAsync(
            builder => builder.Environment.EnvironmentName = Environments.Production,
            app =>
            {
                if (handled) app.UseProblems();
                app.MapGet(path, string () => throw new TimeoutException("too slow"));
            },
            [.. _receiver.Settings, ("Shutdown:DrainDelay", "0")]);

        await service.Client.GetAsync(path);

        var span = await ServerSpanAsync(path);
        Assert.Equal($"GET {path}", span.Name);
        Assert.True(span.IsError);
        Assert.Equal("500", span.Attributes["http.response.status_code"]);
        Assert.Equal("System.TimeoutException", span.Attributes["error.type"]);
        Assert.Contains("exception", span.Events);
    }

    [Fact]
    public async Task A_5xx_answer_makes_the_span_an_error_of_its_status()
    {
        await using var service = await StartAsync(app => app.MapGet("/busy", () => Results.StatusCode(503)));

        await service.Client.GetAsync("/busy");

        var span = await ServerSpanAsync("/busy");
        Assert.True(span.IsError);
        Assert.Equal("503", span.Attributes["error.type"]);
    }

    [Fact]
    public async Task Probes_and_scrapes_leave_no_span_nor_does_what_they_call()
    {
        using var source = new ActivitySource($"MlMesh.Probe{Guid.NewGuid():N}");
        var service = await TestService.StartAsync(
            builder => builder.Services.AddHealthChecks().AddCheck("store", () =>
            {
                using var ping = source.StartActivity("ping of a probe");
                return HealthCheckResult.Healthy();
            }),
            app => app.MapGet("/real", () => "ok"),
            [.. _receiver.Settings, ("OTEL_TRACES_SAMPLER", "always_on")]);
        string[] paths = ["/health/live", "/health/ready", "/metrics", "/real"];
        using var client = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = service.Address };
        foreach (var path in paths) await client.GetAsync(path);

        await service.App.StopAsync();
        await service.DisposeAsync();

        var server = _receiver.Spans.Where(s => s.Kind == SpanKind.Server && s.Attributes["server.port"] == $"{service.Address.Port}");
        Assert.Equal(["/real"], server.Select(s => s.Attributes["url.path"]));
        Assert.DoesNotContain(_receiver.Spans, s => s.Name == "ping of a probe");
    }

    [Fact]
    public async Task One_trace_goes_through_two_services()
    {
        await using var back = await StartAsync(app => app.MapGet("/back", () => "ok"), ("OTEL_SERVICE_NAME", "back"));
        await using var front = await StartAsync(app => app.MapGet("/front", () => back.Client.GetStringAsync("/back")), ("OTEL_SERVICE_NAME", "front"));

        await front.Client.GetAsync("/front");

        var outer = await ServerSpanAsync("/front");
        var inner = await ServerSpanAsync("/back");
        var call = await _receiver.UntilAsync(r => r.Spans.FirstOrDefault(s => s.SpanId == inner.ParentId));
        Assert.Equal(outer.TraceId, inner.TraceId);
        Assert.Equal(SpanKind.Client, call.Kind);
        Assert.Equal(outer.SpanId, call.ParentId);
    }

    private Task<TestService> StartAsync(Action<WebApplication>? map = null, params (string, string)[] settings) =>
        TestService.StartAsync(map: map, settings: [.. _receiver.Settings, .. settings]);

    private Task<ReceivedSpan> ServerSpanAsync(string path) =>
        _receiver.UntilAsync(r => r.Spans.FirstOrDefault(s => s.Kind == SpanKind.Server && s.Attributes["url.path"] == path));
}
