using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using OpenTelemetry;

namespace MlMesh.ServiceDefaults.Telemetry;

/// <summary>
/// Completes ASP.NET Core's server span to OpenTelemetry's HTTP semantic conventions (stable): name, route, status code, error; and keeps
/// probes and scrapes out of the traces.
/// </summary>
internal sealed class ServerSpanMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        // ASP.NET Core begins an activity for the log alone too, of which nobody else hears.
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is not { IsAllDataRequested: true } activity || !activity.Source.HasListeners()) return next(context);
        return IsProbe(context.Request.Path) ? UntracedAsync(context, activity) : TracedAsync(context, activity);
    }

    private static bool IsProbe(PathString path) =>
        path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase) || path.Equals("/metrics", StringComparison.OrdinalIgnoreCase);

    private async Task UntracedAsync(HttpContext context, Activity activity)
    {
        activity.IsAllDataRequested = false;
        activity.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        // A sampler that does not ask the parent would still record what a health check calls.
        using var suppressed = SuppressInstrumentationScope.Begin();
        await next(context);
    }

    private async Task TracedAsync(HttpContext context, Activity activity)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception)
        {
            Complete(context, activity, StatusCodes.Status500InternalServerError, exception);
            throw;
        }

        Complete(context, activity, context.Response.StatusCode, context.Features.Get<IExceptionHandlerFeature>()?.Error);
    }

    private static void Complete(HttpContext context, Activity activity, int status, Exception? exception)
    {
        var method = activity.GetTagItem("http.request.method") as string is { } known and not "_OTHER" ? known : "HTTP";
        var route = Route(context);
        activity.DisplayName = route is null ? method : $"{method} {route}";
        if (route is not null) activity.SetTag("http.route", route);
        activity.SetTag("http.response.status_code", status);
        activity.SetTag("network.protocol.version", context.Request.Protocol switch
        {
            "HTTP/1.1" => "1.1",
            "HTTP/2" => "2",
            "HTTP/3" => "3",
            var other => other.StartsWith("HTTP/", StringComparison.Ordinal) ? other[5..] : other,
        });
        if (status < StatusCodes.Status500InternalServerError) return;

        activity.SetTag("error.type", exception?.GetType().FullName ?? status.ToString(CultureInfo.InvariantCulture));
        activity.SetStatus(ActivityStatusCode.Error);
        if (exception is not null) activity.AddException(exception);
    }

    private static string? Route(HttpContext context)
    {
        // An exception handler takes the endpoint away before it answers.
        var endpoint = context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        return endpoint?.Metadata.GetMetadata<IRouteDiagnosticsMetadata>()?.Route;
    }
}
