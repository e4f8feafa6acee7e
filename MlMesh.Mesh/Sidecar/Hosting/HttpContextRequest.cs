using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>ASP.NET Core's request as the proxy takes it, and back.</summary>
internal static class HttpContextRequest
{
    private const string EscapedSlash = "%2F";

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
        if (changed.Body is not StreamBody && !changed.Body.IsEmpty)
            request.Body = ReplacedBody.Open(changed.Body, context.RequestAborted);
        ApplyHeaders(changed.Headers, request.Headers);
    }

    private static void ApplyTarget(string target, IHttpRequestFeature feature)
    {
        var question = target.IndexOf('?', StringComparison.Ordinal);
        feature.RawTarget = target;
        feature.Path = Unescape(question < 0 ? target : target[..question]);
        feature.QueryString = question < 0 ? "" : target[question..];
    }

    // As the server does it: an escaped slash stays escaped, for it separates nothing. Decoded, it would make another path of the one that policies decided on.
    private static string Unescape(string path)
    {
        var result = new StringBuilder(path.Length);
        var start = 0;
        for (var slash = NextSlash(path, 0); slash >= 0; slash = NextSlash(path, start))
        {
            result.Append(Uri.UnescapeDataString(path.AsSpan(start, slash - start))).Append(path, slash, EscapedSlash.Length);
            start = slash + EscapedSlash.Length;
        }

        return result.Append(Uri.UnescapeDataString(path.AsSpan(start))).ToString();
    }

    private static int NextSlash(string path, int start) => path.IndexOf(EscapedSlash, start, StringComparison.OrdinalIgnoreCase);

    // Both lists began in the same order, so what did not change is passed in step, and only the rest costs anything.
    private static void ApplyHeaders(HeaderList changed, IHeaderDictionary headers)
    {
        List<string>? touched = null;
        var at = 0;
        foreach (var (name, values) in headers)
        {
            if (name.Equals(HeaderNames.Host, StringComparison.OrdinalIgnoreCase))
                continue;
            foreach (var value in values)
            {
                var inStep = at < changed.Fields.Length && ReferenceEquals(changed.Fields[at].Name, name);
                if ((!inStep || !ReferenceEquals(changed.Fields[at].Value, value)) && (touched is null || touched[^1] != name))
                    (touched ??= []).Add(name);
                if (inStep)
                    at++;
            }
        }

        for (; at < changed.Fields.Length; at++)
            (touched ??= []).Add(changed.Fields[at].Name);
        foreach (var name in touched ?? [])
        {
            var lines = changed.Lines(name);
            if (lines.Count == 0)
                headers.Remove(name);
            else
                headers[name] = lines;
        }
    }

    private static string OriginForm(string rawTarget)
    {
        if (rawTarget.StartsWith('/') || !Uri.TryCreate(rawTarget, UriKind.Absolute, out _))
            return rawTarget;
        var authority = rawTarget.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = rawTarget.AsSpan(authority).IndexOfAny('/', '?') + authority;
        return end < authority ? "/" : rawTarget[end] == '?' ? $"/{rawTarget[end..]}" : rawTarget[end..];
    }
}
