using System.Security.Cryptography;

namespace MlMesh.Mesh.Security.Tokens.Keys;

/// <summary>A key on one of NIST's curves, each with its own algorithm: ES256 on P-256, ES384 on P-384, ES512 on P-521.</summary>
internal sealed class EcTokenKey(string keyId, string algorithm, ECDsa key) : TokenKey(keyId, algorithm)
{
    private readonly Lock _lock = new();
    private readonly int _bits = key.KeySize;

    public override bool Verifies(JsonWebToken token)
    {
        var (bits, hash) = token.Algorithm switch
        {
            "ES256" => (256, HashAlgorithmName.SHA256),
            "ES384" => (384, HashAlgorithmName.SHA384),
            "ES512" => (521, HashAlgorithmName.SHA512),
            _ => (0, default),
        };
        if (bits != _bits)
            return false;
        lock (_lock)
            return key.VerifyData(token.Signed, token.Signature, hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }
}
