using System.Globalization;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Matching;

namespace MlMesh.Mesh.Routing.Translation;

/// <summary>Translates CORS policies.</summary>
internal static class CorsTranslator
{
    public static CorsRules? Translate(CorsPolicy? cors) => cors is null ? null : new CorsRules
    {
        AllowOrigins = cors.AllowOrigins.Count > 0
            ? [.. cors.AllowOrigins.Where(match => match.Exact is not null || match.Prefix is not null || match.Regex is not null).Select(MatchTranslator.Value)]
            : [.. cors.AllowOrigin.Select(origin => ValueMatcher.Exact(origin))],
        AllowMethods = string.Join(',', cors.AllowMethods),
        AllowHeaders = string.Join(',', cors.AllowHeaders),
        ExposeHeaders = string.Join(',', cors.ExposeHeaders),
        MaxAge = cors.MaxAge is { } age ? ((long)age.TotalSeconds).ToString(CultureInfo.InvariantCulture) : "",
        AllowCredentials = cors.AllowCredentials,
        ForwardUnmatchedPreflights = cors.UnmatchedPreflights != UnmatchedPreflights.Ignore,
    };
}
