namespace MlMesh.Mesh.Security.Tokens.Keys;

/// <summary>A key that tokens are verified with (a JSON Web Key, RFC 7517). Thread-safe.</summary>
/// <param name="keyId"><c>kid</c>; empty for none, which fits every token.</param>
/// <param name="algorithm"><c>alg</c>; empty for none, which fits every token.</param>
internal abstract class TokenKey(string keyId, string algorithm)
{
    /// <summary>Whether the key is the one that a token names; only then is its signature checked.</summary>
    public bool Fits(JsonWebToken token) =>
        (token.KeyId.Length == 0 || keyId.Length == 0 || keyId == token.KeyId) && (algorithm.Length == 0 || algorithm == token.Algorithm);

    /// <summary>Whether the token was signed with the key. A key of one type never verifies an algorithm of another.</summary>
    public abstract bool Verifies(JsonWebToken token);
}
