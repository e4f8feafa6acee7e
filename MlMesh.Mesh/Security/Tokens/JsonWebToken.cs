using System.Collections.Frozen;

namespace MlMesh.Mesh.Security.Tokens;

/// <summary>A token in JWS compact form (RFC 7519), decoded but for itself not yet verified.</summary>
internal sealed class JsonWebToken
{
    private TokenClaims? _claims;

    /// <summary>Longer tokens are refused before anything of them is decoded, in characters.</summary>
    public const int MaximumLength = 16 * 1024;

    /// <summary>The whole token.</summary>
    public required string Text { get; init; }

    /// <summary>The second section as sent.</summary>
    public required string PayloadText { get; init; }

    /// <summary>What the signature is over: the first two sections.</summary>
    public required byte[] Signed { get; init; }

    public required byte[] Signature { get; init; }

    /// <summary><c>alg</c>.</summary>
    public required string Algorithm { get; init; }

    /// <summary><c>kid</c>; empty for none.</summary>
    public required string KeyId { get; init; }

    /// <summary><c>iss</c>; empty for none.</summary>
    public required string Issuer { get; init; }

    /// <summary><c>aud</c>.</summary>
    public required IReadOnlyList<string> Audiences { get; init; }

    /// <summary><c>nbf</c> in seconds since 1970; 0 for none.</summary>
    public required ulong NotBefore { get; init; }

    /// <summary><c>exp</c> in seconds since 1970; 0 for none.</summary>
    public required ulong Expiry { get; init; }

    /// <summary>All claims.</summary>
    public required Claim Payload { get; init; }

    /// <summary>The claims as policies compare them.</summary>
    /// <param name="spaceDelimited">Which texts are split at spaces.</param>
    public TokenClaims Claims(FrozenSet<string> spaceDelimited)
    {
        // A token is seldom used under two rules, so the last one's view is kept.
        var kept = _claims;
        return kept?.SpaceDelimited == spaceDelimited ? kept : _claims = new TokenClaims(Payload, spaceDelimited);
    }
}
