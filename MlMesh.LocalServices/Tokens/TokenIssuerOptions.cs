using MlMesh.Tokens;

namespace MlMesh.LocalServices.Tokens;

/// <summary>Settings of the token issuer, section <c>TokenIssuer</c>.</summary>
internal sealed class TokenIssuerOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "TokenIssuer";

    /// <summary>The PEM file of the key; empty: the one in the user's application data folder, which <c>mlmesh token</c> signs with.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary><c>iss</c> of its tokens, an http or https URL; under it is the OpenID configuration.</summary>
    public string Issuer { get; set; } = DevelopmentToken.DefaultIssuer;
}
