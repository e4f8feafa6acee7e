using System.Security.Cryptography;

namespace MlMesh.Mesh.Security.Tokens.Keys;

/// <summary>A shared secret: HS256, HS384 and HS512. Only a key that its set declares as secret is one, so a public key never serves as secret.</summary>
internal sealed class SecretTokenKey(string keyId, string algorithm, byte[] secret) : TokenKey(keyId, algorithm)
{
    public override bool Verifies(JsonWebToken token)
    {
        var code = token.Algorithm switch
        {
            "HS256" => HMACSHA256.HashData(secret, token.Signed),
            "HS384" => HMACSHA384.HashData(secret, token.Signed),
            "HS512" => HMACSHA512.HashData(secret, token.Signed),
            _ => null,
        };
        return code is not null && CryptographicOperations.FixedTimeEquals(code, token.Signature);
    }
}
