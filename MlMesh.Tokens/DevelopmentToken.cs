namespace MlMesh.Tokens;

/// <summary>What a token says.</summary>
internal sealed record DevelopmentToken
{
    /// <summary>The issuer whose keys the jwt component asks for; as an URL it leads to the OpenID configuration.</summary>
    public const string DefaultIssuer = "http://token-issuer.ml-services:8080";

    /// <summary>The audience that the jwt component demands.</summary>
    public const string DefaultAudience = "mlmesh";

    /// <summary><c>iss</c>.</summary>
    public string Issuer { get; init; } = DefaultIssuer;

    /// <summary><c>aud</c>.</summary>
    public string Audience { get; init; } = DefaultAudience;

    /// <summary><c>sub</c>: the user.</summary>
    public required string User { get; init; }

    /// <summary><c>role</c>; none leaves it out.</summary>
    public string? Role { get; init; }

    /// <summary><c>groups</c>; none leaves it out.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary><c>iat</c> and <c>nbf</c>.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary><c>exp</c>.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
