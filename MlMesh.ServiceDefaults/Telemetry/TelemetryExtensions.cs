using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;

namespace MlMesh.ServiceDefaults.Telemetry;

internal static class TelemetryExtensions
{
    // ASP.NET Core fills in the HTTP attributes of its server spans only where this switch is off; an instrumentation package, which we do not use, would do it otherwise.
    private const string SuppressServerSpanAttributes = "Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData";

    // One line per request in the log says less than the request's span, and costs more than the request.
    private static readonly string[] QuietCategories = ["Microsoft.AspNetCore", "System.Net.Http.HttpClient"];

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        if (!AppContext.TryGetSwitch(SuppressServerSpanAttributes, out _))
            AppContext.SetSwitch(SuppressServerSpanAttributes, false);

        var otlp = OtlpSignals.Read(builder.Configuration);
        var resource = new ServiceResource(builder.Environment.ApplicationName);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(otlp);
        builder.Services.AddSingleton(resource);
        builder.Services.AddHostedService<TelemetryService>();
        builder.Services.AddSingleton<IStartupFilter, ServerSpanStartupFilter>();

        foreach (var category in QuietCategories.Where(c => builder.Configuration[$"Logging:LogLevel:{c}"] is null))
            builder.Logging.AddFilter(category, LogLevel.Warning);

        if (otlp.Logs)
        {
            builder.Logging.AddOpenTelemetry(options =>
            {
                options.IncludeFormattedMessage = true;
                options.IncludeScopes = true;
                options.SetResourceBuilder(resource.CreateBuilder());
                options.AddOtlpExporter();
            });
        }
    }
}
