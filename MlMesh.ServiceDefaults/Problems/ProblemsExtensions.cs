using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MlMesh.ServiceDefaults.Problems;

/// <summary>Gives every failed request an answer that says what is wrong.</summary>
public static class ProblemsExtensions
{
    internal static void AddProblems(this IHostApplicationBuilder builder)
    {
        builder.Services.AddProblemDetails();
        // Development and production answer a malformed request alike, and name what is wrong.
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }

    /// <summary>
    /// Answers exceptions and bodiless error statuses of the middleware and endpoints that follow by <see cref="Problem"/>: a malformed request
    /// with its own 4xx, anything else with a 500 that keeps its reason in the log.
    /// </summary>
    /// <param name="app">The service.</param>
    /// <returns>The same service.</returns>
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = AnswerAsync,
            SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
        });
        return app.UseStatusCodePages(pages =>
        {
            var status = pages.HttpContext.Response.StatusCode;
            return Problem.WriteAsync(pages.HttpContext, status, $"{ReasonPhrases.GetReasonPhrase(status)}: {pages.HttpContext.Request.Method} {pages.HttpContext.Request.Path}");
        });
    }

    private static Task AnswerAsync(HttpContext context) => context.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException bad
        ? Problem.WriteAsync(context, bad)
        : Problem.WriteAsync(context, StatusCodes.Status500InternalServerError, "The service failed to handle the request; its log has the details under this trace.");
}
