using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace MlMesh.ServiceDefaults.Problems;

/// <summary>
/// Error answers in one form for all services: RFC 9457 problem details, or <c>{"error":"…"}</c> under <c>/v2</c>, where the
/// <see href="https://github.com/kserve/open-inference-protocol/blob/main/specification/protocol/inference_rest.md">Open Inference Protocol</see> asks for it.
/// </summary>
public static class Problem
{
    /// <summary>Writes an error as the answer.</summary>
    /// <param name="context">A request whose answer has not started.</param>
    /// <param name="status">The HTTP status code, 400 to 599.</param>
    /// <param name="detail">What went wrong and what to do about it, in a sentence or two.</param>
    /// <param name="field">The field of the request that is wrong, if one is: problem details then carry <c>"errors":{"field":["detail"]}</c>.</param>
    public static Task WriteAsync(HttpContext context, int status, string detail, string? field = null)
    {
        context.Response.StatusCode = status;
        if (context.Request.Path.StartsWithSegments("/v2", StringComparison.Ordinal))
            return context.Response.WriteAsJsonAsync(new Dictionary<string, string> { ["error"] = detail }, context.RequestAborted);

        var problem = new ProblemDetails { Status = status, Title = ReasonPhrases.GetReasonPhrase(status), Detail = detail };
        if (field is not null) problem.Extensions["errors"] = new Dictionary<string, string[]> { [field] = [detail] };
        return TypedResults.Problem(problem).ExecuteAsync(context);
    }

    /// <summary>Writes the answer to a request that could not be read, with its own status (400, 413, 415 …) and where in the JSON it fails.</summary>
    internal static Task WriteAsync(HttpContext context, BadHttpRequestException exception)
    {
        if (exception.InnerException is not JsonException json) return WriteAsync(context, exception.StatusCode, exception.Message);

        var field = json.Path is { } path && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : null;
        return WriteAsync(context, exception.StatusCode, $"The body is not the JSON that is expected here. {json.Message}", field);
    }
}
