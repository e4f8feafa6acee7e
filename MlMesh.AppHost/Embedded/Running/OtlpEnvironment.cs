using Aspire.Hosting.Dashboard;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Running;

/// <summary>Tells a project where its telemetry goes, by the variables of the OpenTelemetry specification that Aspire sets.</summary>
internal static class OtlpEnvironment
{
    private const int InstanceIdLength = 8;

    public static void Add(IResourceBuilder<ProjectResource> project)
    {
        var instanceId = Random.Shared.GetString("abcdefghijklmnopqrstuvwxyz0123456789", InstanceIdLength);
        var isDevelopment = project.ApplicationBuilder.Environment.IsDevelopment();
        project.WithEnvironment(context =>
        {
            var settings = context.ExecutionContext.Services!.GetRequiredService<DashboardSettings>();
            var variables = context.EnvironmentVariables;
            (variables["OTEL_EXPORTER_OTLP_ENDPOINT"], variables["OTEL_EXPORTER_OTLP_PROTOCOL"]) = settings.Otlp;
            variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={instanceId}";
            variables["OTEL_SERVICE_NAME"] = context.Resource.Name;
            if (settings.OtlpApiKey is { } key)
                variables["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={key}";
            if (!isDevelopment)
                return;
            // Someone looks at the dashboard: send soon, and everything. Milliseconds.
            variables["OTEL_BLRP_SCHEDULE_DELAY"] = "1000";
            variables["OTEL_BSP_SCHEDULE_DELAY"] = "1000";
            variables["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
            variables["OTEL_TRACES_SAMPLER"] = "always_on";
            variables["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
        });
    }
}
