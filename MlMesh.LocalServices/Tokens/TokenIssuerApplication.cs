using Microsoft.Extensions.Options;
using MlMesh.ServiceDefaults.Problems;
using MlMesh.Tokens;

namespace MlMesh.LocalServices.Tokens;

/// <summary>
/// The development issuer of tokens: it publishes the key that <c>mlmesh token</c> signs with, and issues nothing itself, so that nobody who reaches it gets
/// a token.
/// </summary>
internal static class TokenIssuerApplication
{
    /// <summary>The argument that picks it, and its name in the mesh.</summary>
    public const string Name = "token-issuer";

    private const string KeySetPath = "/.well-known/jwks.json";

    /// <summary>Builds the issuer without starting it.</summary>
    /// <param name="args">Configuration as <c>--key=value</c>; the section <c>TokenIssuer</c>, and those of ASP.NET Core.</param>
    /// <exception cref="IOException">There is no key, and none can be made.</exception>
    /// <exception cref="OptionsValidationException">A setting is wrong; the message names its key.</exception>
    public static WebApplication Build(params string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ApplicationName = typeof(TokenIssuerApplication).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        builder.AddServiceDefaults();
        builder.Services.AddOptions<TokenIssuerOptions>().BindConfiguration(TokenIssuerOptions.Section)
            .Validate(options => Uri.TryCreate(options.Issuer, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https", "TokenIssuer:Issuer must be an http or https URL.")
            .ValidateOnStart();
        var settings = builder.Configuration.GetSection(TokenIssuerOptions.Section).Get<TokenIssuerOptions>() ?? new TokenIssuerOptions();
        var key = DevelopmentKey.Open(settings.KeyFile.Length > 0 ? settings.KeyFile : DevelopmentKey.DefaultPath);
        builder.Services.AddSingleton(_ => key);

        var app = builder.Build();
        app.UseProblems();
        app.MapDefaultEndpoints();
        app.MapGet(KeySetPath, (DevelopmentKey published) => published.KeySet());
        app.MapGet("/.well-known/openid-configuration", (IOptions<TokenIssuerOptions> options) => Describe(options.Value.Issuer));
        return app;
    }

    // What OpenID Connect Discovery 1.0 requires, as far as it has a meaning for an issuer without endpoints.
    private static object Describe(string issuer) => new
    {
        issuer,
        jwks_uri = issuer.TrimEnd('/') + KeySetPath,
        response_types_supported = new[] { "id_token" },
        subject_types_supported = new[] { "public" },
        id_token_signing_alg_values_supported = new[] { "ES256" },
    };
}
