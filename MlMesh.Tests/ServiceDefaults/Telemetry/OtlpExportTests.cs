using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Xunit;

namespace MlMesh.Tests.ServiceDefaults.Telemetry;

[Collection(ProcessTelemetry.Name)]
public sealed partial class OtlpExportTests
{
    [Theory]
    [InlineData("grpc")]
    [InlineData("http/protobuf")]
    public async Task Spans_metrics_and_logs_reach_the_receiver_as_one_service(string protocol)
    {
        var name = Unique("signals");
        using var source = new ActivitySource($"MlMesh.{name}");
        using var meter = new Meter($"MlMesh.{name}");
        var counter = meter.CreateCounter<long>($"{name}.calls");
        await using var receiver = await OtlpReceiver.StartAsync(protocol);
        await using var service = await TestService.StartAsync(
            map: app => app.MapGet("/work", (ILogger<OtlpExportTests> logger) =>
            {
                using var activity = source.StartActivity(name);
                counter.Add(1);
                LogWorked(logger, name);
            }),
            settings: [.. receiver.Settings, ("OTEL_SERVICE_NAME", name), ("OTEL_RESOURCE_ATTRIBUTES", "team=flights"), ("OTEL_EXPORTER_OTLP_HEADERS", "x-otlp-api-key=secret")]);

        await service.Client.GetAsync("/work");

        var span = await receiver.UntilAsync(r => r.Spans.FirstOrDefault(s => s.Name == name));
        var metric = await receiver.UntilAsync(r => r.Metrics.FirstOrDefault(m => m.Name == $"{name}.calls"));
        var log = await receiver.UntilAsync(r => r.Logs.FirstOrDefault(l => l.Attributes.GetValueOrDefault("Item") == name));
        Assert.Equal(span.TraceId, log.TraceId);
        Assert.All([span.Resource, metric.Resource, log.Resource], resource =>
        {
            Assert.Equal(name, resource["service.name"]);
            Assert.Equal("flights", resource["team"]);
            Assert.NotEmpty(resource["service.version"]);
            Assert.Equal(span.Resource["service.instance.id"], resource["service.instance.id"]);
        });
        Assert.NotEmpty(span.Resource["service.instance.id"]);
        Assert.All(receiver.Headers, headers => Assert.Equal("secret", headers["x-otlp-api-key"]));
    }

    [Fact]
    public async Task The_instance_id_of_the_environment_wins()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var service = await TestService.StartAsync(settings: [.. receiver.Settings, ("OTEL_RESOURCE_ATTRIBUTES", "service.instance.id=abc-1,service.version=7")]);

        var metric = await receiver.UntilAsync(r => r.Metrics is [var first, ..] ? first : null);

        Assert.Equal(("test-service", "abc-1", "7"), (metric.Resource["service.name"], metric.Resource["service.instance.id"], metric.Resource["service.version"]));
    }

    [Fact]
    public async Task What_is_pending_is_flushed_when_the_host_stops()
    {
        var name = Unique("flushed");
        await using var receiver = await OtlpReceiver.StartAsync();
        (string, string)[] never = [("OTEL_BSP_SCHEDULE_DELAY", "3600000"), ("OTEL_BLRP_SCHEDULE_DELAY", "3600000"), ("OTEL_METRIC_EXPORT_INTERVAL", "3600000")];
        var service = await TestService.StartAsync(
            map: app => app.MapGet($"/{name}", (ILogger<OtlpExportTests> logger) => LogWorked(logger, name)),
            settings: [.. receiver.Settings[..2], .. never]);
        await service.Client.GetAsync($"/{name}");

        await service.App.StopAsync();
        await service.DisposeAsync();

        Assert.Contains(receiver.Spans, span => span.Name == $"GET /{name}");
        Assert.Contains(receiver.Metrics, metric => metric.Name == "http.server.request.duration");
        Assert.Contains(receiver.Logs, log => log.Attributes.GetValueOrDefault("Item") == name);
    }

    [Theory]
    [InlineData("OTEL_TRACES_SAMPLER", "always_off")]
    [InlineData("OTEL_TRACES_EXPORTER", "none")]
    public async Task Traces_can_be_turned_off_by_OpenTelemetrys_own_settings(string key, string value)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var service = await TestService.StartAsync(map: app => app.MapGet("/off", () => "ok"), settings: [.. receiver.Settings, (key, value)]);
        await service.Client.GetAsync("/off");

        await service.App.StopAsync();
        await service.DisposeAsync();

        Assert.NotEmpty(receiver.Metrics);
        Assert.Empty(receiver.Spans);
    }

    [Fact]
    public async Task Stopping_does_not_wait_long_for_a_dead_receiver()
    {
        var receiver = await OtlpReceiver.StartAsync();
        var settings = receiver.Settings;
        await receiver.DisposeAsync();
        await using var service = await TestService.StartAsync(map: app => app.MapGet("/lost", () => "ok"), settings: settings);
        await service.Client.GetAsync("/lost");

        await service.App.StopAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT")]
    public async Task An_endpoint_that_is_no_address_is_refused_by_name(string key)
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => TestService.StartAsync(settings: (key, "localhost:4317x")));

        Assert.Contains(key, error.Message, StringComparison.Ordinal);
        Assert.Contains("localhost:4317x", error.Message, StringComparison.Ordinal);
    }

    private static string Unique(string name) => $"{name}{Guid.NewGuid():N}";

    [LoggerMessage(Level = LogLevel.Information, Message = "Worked on {Item}")]
    private static partial void LogWorked(ILogger logger, string item);
}
