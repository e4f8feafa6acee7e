namespace MlMesh.Gateway.Headers;

/// <summary>Headers that keep a browser from doing with an answer what nobody meant it to do; what serves it stays unsaid.</summary>
internal static class SecurityHeaders
{
    /// <summary>Everything from this origin, nothing inline, framed by nobody.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; " +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Puts the headers on every answer, a forwarded one included.</summary>
    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        // Only when the answer starts: the forwarder would append the upstream's value to one that is already there.
        context.Response.OnStarting(Apply, context.Response.Headers);
        return next(context);
    });

    private static Task Apply(object state)
    {
        var headers = (IHeaderDictionary)state;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.Remove("Server");
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return Task.CompletedTask;
    }
}
