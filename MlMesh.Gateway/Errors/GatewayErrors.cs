using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;

namespace MlMesh.Gateway.Errors;

/// <summary>
/// What the gateway says when it cannot answer: problem details (RFC 9457), or <c>{"error":"…"}</c> under <c>/v2</c>, where the Open
/// Inference Protocol asks for it.
/// </summary>
internal static class GatewayErrors
{
    /// <summary>Gives a body to every error of the gateway itself: unknown paths, wrong methods, the unforeseen.</summary>
    public static void UseGatewayErrors(this WebApplication app)
    {
        app.UseExceptionHandler(handler => handler.Run(context =>
        {
            var status = context.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException bad
                ? bad.StatusCode
                : StatusCodes.Status500InternalServerError;
            return WriteAsync(context, status, DetailOf(context, status));
        }));
        app.UseStatusCodePages(pages =>
            WriteAsync(pages.HttpContext, pages.HttpContext.Response.StatusCode, DetailOf(pages.HttpContext, pages.HttpContext.Response.StatusCode)));
    }

    /// <summary>Writes an error as the answer.</summary>
    /// <param name="context">A request whose answer has not started.</param>
    /// <param name="status">The HTTP status code.</param>
    /// <param name="detail">What went wrong and what to do about it, in one or two sentences.</param>
    public static Task WriteAsync(HttpContext context, int status, string detail)
    {
        IResult result = context.Request.Path.StartsWithSegments("/v2", StringComparison.Ordinal)
            ? TypedResults.Json(new InferenceProtocolError(detail), statusCode: status)
            : TypedResults.Problem(detail, statusCode: status);
        return result.ExecuteAsync(context);
    }

    private static string DetailOf(HttpContext context, int status) => status switch
    {
        StatusCodes.Status404NotFound => "Nothing is served here. The API has /predict, /outcomes and /v2; the console is at /.",
        StatusCodes.Status405MethodNotAllowed => $"{context.Request.Method} is not supported here; the Allow header lists what is.",
        StatusCodes.Status500InternalServerError => "The gateway failed to handle the request; its log has the details under this trace.",
        _ => ReasonPhrases.GetReasonPhrase(status),
    };
}
