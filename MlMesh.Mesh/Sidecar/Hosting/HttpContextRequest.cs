using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>ASP.NET Core's request as the proxy takes it, and back.</summary>
internal static class HttpContextRequest
{
    /// <summary>The request with its raw target.</summary>
    public static MeshRequest Read(HttpContext context)
    {
        var request = context.Request;
        var hasBody = context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? true;
        var converted = new MeshRequest
        {
            Method = request.Method,
            Target = OriginForm(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget),
            Authority = request.Headers.Host.ToString(),
            Scheme = request.Scheme,
            Headers = new HeaderList(request.Headers.Count + 8),
            Body = hasBody ? new StreamBody(request.Body, request.ContentLength) : RequestBody.Empty,
        };
        foreach (var (name, values) in request.Headers)
        {
            if (name.Equals(HeaderNames.Host, StringComparison.OrdinalIgnoreCase))
                continue;
            foreach (var value in values)
                converted.Headers.Append(name, value ?? "");
        }

        return converted;
    }

    /// <summary>Shows the application the request as the proxy changed it.</summary>
    public static void Apply(MeshRequest changed, HttpContext context)
    {
        var request = context.Request;
        var raw = context.Features.GetRequiredFeature<IHttpRequestFeature>();
        if (!ReferenceEquals(raw.RawTarget, changed.Target) && raw.RawTarget != changed.Target)
            ApplyTarget(changed.Target, raw);
        if (request.Headers.Host != changed.Authority)
            request.Headers.Host = changed.Authority;
        request.Scheme = changed.Scheme;
        ApplyHeaders(changed.Headers, request.Headers);
    }

    private static void ApplyTarget(string target, IHttpRequestFeature feature)
    {
        var question = target.IndexOf('?', StringComparison.Ordinal);
        feature.RawTarget = target;
        feature.Path = Uri.UnescapeDataString(question < 0 ? target : target[..question]);
        feature.QueryString = question < 0 ? "" : target[question..];
    }

    private static void ApplyHeaders(HeaderList changed, IHeaderDictionary headers)
    {
        List<string>? gone = null;
        foreach (var (name, _) in headers)
        {
            if (!changed.Contains(name) && !name.Equals(HeaderNames.Host, StringComparison.OrdinalIgnoreCase))
                (gone ??= []).Add(name);
        }

        foreach (var name in gone ?? [])
            headers.Remove(name);
        foreach (var field in changed.Fields)
        {
            var before = headers[field.Name];
            if (before.Count == 1 && ReferenceEquals(before[0], field.Value))
                continue;
            var lines = changed.Lines(field.Name);
            if (before != lines)
                headers[field.Name] = lines;
        }
    }

    private static string OriginForm(string rawTarget)
    {
        if (rawTarget.StartsWith('/') || !Uri.TryCreate(rawTarget, UriKind.Absolute, out _))
            return rawTarget;
        var path = rawTarget.IndexOf('/', rawTarget.IndexOf("://", StringComparison.Ordinal) + 3);
        return path < 0 ? "/" : rawTarget[path..];
    }
}
