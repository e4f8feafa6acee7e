using System.Collections.Immutable;

namespace MlMesh.Mesh.Security.Tokens.Keys;

/// <summary>An issuer's keys, and the tokens that they verified lately: those are forgotten together with the keys.</summary>
internal sealed class TokenKeySet(ImmutableArray<TokenKey> keys)
{
    /// <summary>Tokens that are good under these keys.</summary>
    public VerifiedTokens Verified { get; } = new();

    /// <summary>Keys that verify nothing, in place of those that cannot be had.</summary>
    public static TokenKeySet Unreachable() => new([new UselessTokenKey()]);

    /// <summary>Checks a token's signature, once for each key that fits it.</summary>
    public TokenStatus Verify(JsonWebToken token)
    {
        if (keys.IsEmpty)
            return TokenStatus.NoValidKey;
        var status = TokenStatus.NoMatchingKey;
        foreach (var key in keys)
        {
            if (!key.Fits(token))
                continue;
            if (key.Verifies(token))
            {
                Verified.Add(token);
                return TokenStatus.Ok;
            }

            status = TokenStatus.VerificationFails;
        }

        return status;
    }
}
