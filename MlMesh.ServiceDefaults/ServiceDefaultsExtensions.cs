using Microsoft.AspNetCore.Builder;
using MlMesh.Mesh.Sidecar.Hosting;
using MlMesh.ServiceDefaults.Health;
using MlMesh.ServiceDefaults.Problems;
using MlMesh.ServiceDefaults.Prometheus;
using MlMesh.ServiceDefaults.Routing;
using MlMesh.ServiceDefaults.Shutdown;
using MlMesh.ServiceDefaults.Telemetry;

namespace Microsoft.Extensions.Hosting;

/// <summary>What every MlMesh service gets, in the place and form that Aspire's service defaults have.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>
    /// Adds telemetry (OpenTelemetry over OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set), metrics for Prometheus, health checks,
    /// problem details for errors, endpoints that answer to their exact paths only, a shutdown that turns readiness red before the server stops accepting, and, where <c>Mesh:Policy</c> is set, a
    /// sidecar that executes the mesh's policy in this process.
    /// </summary>
    /// <param name="builder">The builder of the service's host.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.AddTelemetry();
        builder.AddPrometheus();
        builder.AddHealth();
        builder.AddGracefulShutdown();
        builder.AddProblems();
        builder.AddExactPaths();
        builder.AddMeshSidecar();
        return builder;
    }

    /// <summary>
    /// Maps <c>/health/live</c> (200 while the process answers), <c>/health/ready</c> (200 for healthy and degraded, 503 for unhealthy and
    /// while stopping) and <c>/metrics</c> (Prometheus text format).
    /// </summary>
    /// <param name="app">The service.</param>
    /// <returns>The same service.</returns>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealth();
        app.MapPrometheus();
        return app;
    }
}
