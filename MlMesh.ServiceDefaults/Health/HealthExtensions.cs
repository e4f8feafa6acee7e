using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace MlMesh.ServiceDefaults.Health;

internal static class HealthExtensions
{
    public static void AddHealth(this IHostApplicationBuilder builder) =>
        builder.Services.AddHealthChecks();

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        var lifetime = endpoints.ServiceProvider.GetRequiredService<IHostApplicationLifetime>();
        endpoints.MapHealthChecks("/health/live", Options(_ => false)).DisableHttpMetrics();
        endpoints.MapHealthChecks("/health/ready", Options(_ => true)).DisableHttpMetrics()
            .Add(endpoint => endpoint.RequestDelegate = RedWhileStopping(lifetime, endpoint.RequestDelegate!));
    }

    // No health check: one that is unhealthy is logged as an error at each probe, and stopping is none.
    private static RequestDelegate RedWhileStopping(IHostApplicationLifetime lifetime, RequestDelegate next) =>
        context => lifetime.ApplicationStopping.IsCancellationRequested ? HealthResponse.WriteStoppingAsync(context) : next(context);

    private static HealthCheckOptions Options(Func<HealthCheckRegistration, bool> predicate) => new()
    {
        Predicate = predicate,
        ResponseWriter = HealthResponse.WriteAsync,
        ResultStatusCodes =
        {
            [HealthStatus.Healthy] = StatusCodes.Status200OK,
            // A Service without endpoints would answer nobody; a degraded one still answers.
            [HealthStatus.Degraded] = StatusCodes.Status200OK,
            [HealthStatus.Unhealthy] = StatusCodes.Status503ServiceUnavailable,
        },
    };
}
