using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MlMesh.ServiceDefaults.Prometheus;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace MlMesh.ServiceDefaults.Telemetry;

/// <summary>Ties the tracer and meter providers to the host's life: up before any service starts, flushed after the last one stopped.</summary>
internal sealed class TelemetryService(IConfiguration configuration, OtlpSignals otlp, ServiceResource resource, PrometheusScraper prometheus)
    : IHostedLifecycleService, IDisposable
{
    private const int FlushMilliseconds = 3000;

    private TracerProvider? _tracing;
    private MeterProvider? _metering;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _metering = CreateMeterProvider();
        _tracing = otlp.Traces ? CreateTracerProvider() : null;
        return Task.CompletedTask;
    }

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        // Shutdown blocks for as long as a dead receiver makes it wait: both at once, and not on the host's thread.
        await Task.WhenAll(
            Task.Run(() => _tracing?.Shutdown(FlushMilliseconds), CancellationToken.None),
            Task.Run(() => _metering?.Shutdown(FlushMilliseconds), CancellationToken.None));
    }

    public void Dispose()
    {
        _tracing?.Dispose();
        _metering?.Dispose();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private TracerProvider CreateTracerProvider() => Sdk.CreateTracerProviderBuilder()
        .ConfigureServices(services => services.AddSingleton(configuration))
        .ConfigureResource(builder => resource.Fill(builder))
        .AddSource("Microsoft.AspNetCore", "System.Net.Http", "MlMesh.*")
        .AddOtlpExporter()
        .Build();

    private MeterProvider CreateMeterProvider()
    {
        var builder = Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(configuration))
            .ConfigureResource(builder => resource.Fill(builder))
            .AddMeter("Microsoft.AspNetCore.*", "System.Net.Http", "System.Runtime", "MlMesh.*")
            .AddView(MetricViews.Choose)
            .AddReader(prometheus.Reader);
        return (otlp.Metrics ? builder.AddOtlpExporter() : builder).Build();
    }
}
