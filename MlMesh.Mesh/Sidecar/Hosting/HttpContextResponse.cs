using Microsoft.AspNetCore.Http;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>Answers of the proxy, and headers that it changes, onto ASP.NET Core's response.</summary>
internal static class HttpContextResponse
{
    /// <summary>Sends an answer that the proxy gives.</summary>
    public static async Task WriteAsync(MeshResponse answer, HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        foreach (var group in answer.Headers.Fields.ToArray().GroupBy(field => field.Name, StringComparer.OrdinalIgnoreCase))
        {
            if (!group.Key.Equals(HeaderNames.TransferEncoding, StringComparison.OrdinalIgnoreCase))
                response.Headers[group.Key] = group.Select(field => field.Value).ToArray();
        }

        if (answer.Length is { } length && answer.Status is not (204 or 304))
            response.ContentLength = length;
        await answer.Body.CopyToAsync(response.Body, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>The head of the application's answer, for rules to change.</summary>
    public static MeshResponse Read(HttpResponse response)
    {
        var answer = new MeshResponse { Status = response.StatusCode };
        foreach (var (name, values) in response.Headers)
        {
            foreach (var value in values)
                answer.Headers.Append(name, value ?? "");
        }

        return answer;
    }

    /// <summary>Puts changed headers back.</summary>
    public static void Apply(MeshResponse changed, HttpResponse response)
    {
        foreach (var name in response.Headers.Keys.Where(name => !changed.Headers.Contains(name)).ToArray())
            response.Headers.Remove(name);
        foreach (var field in changed.Headers.Fields)
            response.Headers[field.Name] = changed.Headers.Lines(field.Name);
    }
}
