using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Routing.Translation;

/// <summary>Translates redirects.</summary>
internal static class RedirectTranslator
{
    /// <summary>None when Envoy has no such redirect code; it then refuses the whole route configuration.</summary>
    public static RedirectAction? Translate(HttpRedirect redirect, int listenerPort)
    {
        if (redirect.RedirectCode is not (0 or 301 or 302 or 303 or 307 or 308))
            return null;
        int? port = redirect.Port is { } number ? (int)number : redirect.DerivePort == RedirectPortSelection.FromRequestPort ? listenerPort : null;
        var scheme = redirect.Scheme.Length > 0 ? redirect.Scheme : "http";
        if ((port == 80 && scheme == "http") || (port == 443 && scheme == "https") || port == 0)
            port = null;
        return new RedirectAction
        {
            Status = redirect.RedirectCode == 0 ? 301 : (int)redirect.RedirectCode,
            Authority = redirect.Authority.Length > 0 ? redirect.Authority : null,
            Scheme = redirect.Scheme.Length > 0 ? redirect.Scheme : null,
            Port = port,
            Path = redirect.Uri.Length > 0 ? redirect.Uri : null,
        };
    }
}
