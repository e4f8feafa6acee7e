using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MlMesh.ServiceDefaults.Health;

/// <summary>Writes <c>{"status":"healthy","checks":{"name":{"status":"healthy","description":"…"}}}</c>.</summary>
internal static class HealthResponse
{
    public static async Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("status", Name(report.Status));
        json.WriteStartObject("checks");
        foreach (var (name, entry) in report.Entries)
        {
            json.WriteStartObject(name);
            json.WriteString("status", Name(entry.Status));
            // Only the message: a stack trace is for the log, where the health check service has put it.
            if ((entry.Description ?? entry.Exception?.Message) is { } description) json.WriteString("description", description);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static Task WriteStoppingAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        var entry = new HealthReportEntry(HealthStatus.Unhealthy, "the process is stopping", TimeSpan.Zero, null, null);
        return WriteAsync(context, new HealthReport(new Dictionary<string, HealthReportEntry> { ["stopping"] = entry }, TimeSpan.Zero));
    }

    private static string Name(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}
