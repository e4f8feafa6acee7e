namespace MlMesh.Mesh.Resources;

/// <summary>Tokens of one issuer.</summary>
public sealed record JwtRule
{
    /// <summary>The issuer.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>Accepted audiences; empty: any.</summary>
    public IReadOnlyList<string> Audiences { get; init; } = [];

    /// <summary>Where the keys are.</summary>
    public string JwksUri { get; init; } = "";

    /// <summary>The keys.</summary>
    public string Jwks { get; init; } = "";

    /// <summary>Headers that hold the token.</summary>
    public IReadOnlyList<JwtHeader> FromHeaders { get; init; } = [];

    /// <summary>Query parameters that hold the token.</summary>
    public IReadOnlyList<string> FromParams { get; init; } = [];

    /// <summary>Header that gets the payload.</summary>
    public string OutputPayloadToHeader { get; init; } = "";

    /// <summary>Cookies that hold the token.</summary>
    public IReadOnlyList<string> FromCookies { get; init; } = [];

    /// <summary>Whether the token stays in the request.</summary>
    public bool ForwardOriginalToken { get; init; }

    /// <summary>Headers that get claims.</summary>
    public IReadOnlyList<ClaimToHeader> OutputClaimToHeaders { get; init; } = [];

    /// <summary>Time to fetch keys; absent: 5 s.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Further claims that are split at blanks.</summary>
    public IReadOnlyList<string> SpaceDelimitedClaims { get; init; } = [];
}
