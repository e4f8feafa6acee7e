using System.Security.Cryptography;

namespace MlMesh.Mesh.Security.Tokens.Keys;

/// <summary>An RSA key: RS256, RS384, RS512, PS256, PS384 and PS512.</summary>
internal sealed class RsaTokenKey(string keyId, string algorithm, RSA key) : TokenKey(keyId, algorithm)
{
    private readonly Lock _lock = new();

    public override bool Verifies(JsonWebToken token)
    {
        var (hash, padding) = token.Algorithm switch
        {
            "RS256" => (HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            "RS384" => (HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
            "RS512" => (HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
            "PS256" => (HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            "PS384" => (HashAlgorithmName.SHA384, RSASignaturePadding.Pss),
            "PS512" => (HashAlgorithmName.SHA512, RSASignaturePadding.Pss),
            _ => (default, null),
        };
        if (padding is null)
            return false;
        lock (_lock)
            return key.VerifyData(token.Signed, token.Signature, hash, padding);
    }
}
