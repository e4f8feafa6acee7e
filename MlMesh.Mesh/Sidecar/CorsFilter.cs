using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar;

/// <summary>Answers preflights and marks answers to cross-origin requests.</summary>
internal static class CorsFilter
{
    private const string AllowOrigin = "access-control-allow-origin";
    private const string AllowCredentials = "access-control-allow-credentials";
    private const string RequestMethod = "access-control-request-method";

    /// <summary>The answer to a preflight, or none when the request goes on.</summary>
    public static MeshResponse? Preflight(Exchange exchange, CorsRules rules)
    {
        var request = exchange.Request;
        if (request.Method != "OPTIONS"
            || request.Headers.First(HeaderNames.Origin) is not { Length: > 0 } origin
            || request.Headers.First(RequestMethod) is not { Length: > 0 } method)
            return null;
        var allowed = rules.Allows(origin);
        if (!allowed && rules.ForwardUnmatchedPreflights)
            return null;
        var response = new MeshResponse { Status = 200, Length = 0, Headers = new HeaderList(8) };
        if (allowed)
            response.Headers.Append(AllowOrigin, origin);
        if (rules.AllowCredentials == true)
            response.Headers.Append(AllowCredentials, "true");
        AppendList(response, "access-control-allow-methods", rules.AllowMethods, method);
        AppendList(response, "access-control-allow-headers", rules.AllowHeaders, request.Headers.First("access-control-request-headers") ?? "");
        if (rules.MaxAge.Length > 0)
            response.Headers.Append("access-control-max-age", rules.MaxAge);
        exchange.Details = "cors_response";
        exchange.Status = 200;
        return response;
    }

    /// <summary>Tells the browser that an answer may be read by the origin that asked.</summary>
    public static void Mark(MeshResponse response, CorsRules rules, string? origin)
    {
        if (origin is not { Length: > 0 } || !rules.Allows(origin))
            return;
        response.Headers.Replace(AllowOrigin, origin);
        if (rules.AllowCredentials == true)
            response.Headers.Replace(AllowCredentials, "true");
        if (rules.ExposeHeaders.Length > 0)
            response.Headers.Replace("access-control-expose-headers", rules.ExposeHeaders);
    }

    private static void AppendList(MeshResponse response, string name, string configured, string requested)
    {
        if (configured.Length > 0)
            response.Headers.Append(name, configured == "*" ? requested : configured);
    }
}
