using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace MlMesh.Mesh.Security.Tokens.Keys;

/// <summary>Reads JSON Web Key Sets (RFC 7517, 7518) as Envoy does: a faulty key is left out, a faulty set has no keys.</summary>
internal static class TokenKeyReader
{
    // BoringSSL's bounds; larger keys would make one verification expensive.
    private const int MinimumRsaBytes = 512 / 8;
    private const int MaximumRsaBytes = 8192 / 8;

    /// <summary>Reads a key set.</summary>
    /// <param name="json">The set in UTF-8.</param>
    public static TokenKeySet Read(ReadOnlyMemory<byte> json) =>
        new(ClaimReader.ReadObject(json)?.Field("keys") is { Kind: ClaimKind.List } keys ? [.. keys.Items.Select(ReadKey).OfType<TokenKey>()] : []);

    private static TokenKey? ReadKey(Claim jwk)
    {
        var keyId = jwk.Field("kid")?.Text ?? "";
        var algorithm = jwk.Field("alg")?.Text ?? "";
        try
        {
            return jwk.Field("kty")?.Text switch
            {
                "RSA" => ReadRsa(jwk, keyId, algorithm),
                "EC" => ReadEc(jwk, keyId, algorithm),
                "oct" => ReadSecret(jwk, keyId, algorithm),
                "OKP" when algorithm is "" or "EdDSA" && jwk.Field("crv")?.Text == "Ed25519" && TryDecode(jwk, "x", out var x) && x.Length == 32 =>
                    new UselessTokenKey(keyId, algorithm),
                _ => null,
            };
        }
        catch (CryptographicException)
        {
            // Numbers that make no key, for example a point that is not on its curve.
            return null;
        }
    }

    private static RsaTokenKey? ReadRsa(Claim jwk, string keyId, string algorithm)
    {
        if (algorithm.Length > 0 && !algorithm.StartsWith("RS", StringComparison.Ordinal) && !algorithm.StartsWith("PS", StringComparison.Ordinal))
            return null;
        if (!TryDecode(jwk, "n", out var modulus) || !TryDecode(jwk, "e", out var exponent))
            return null;
        modulus = WithoutLeadingZeros(modulus);
        exponent = WithoutLeadingZeros(exponent);
        // 3 and 65537, as in Envoy.
        return modulus.Length is >= MinimumRsaBytes and <= MaximumRsaBytes && exponent is [3] or [1, 0, 1]
            ? new RsaTokenKey(keyId, algorithm, RSA.Create(new RSAParameters { Modulus = modulus, Exponent = exponent }))
            : null;
    }

    private static EcTokenKey? ReadEc(Claim jwk, string keyId, string algorithm)
    {
        var named = jwk.Field("crv")?.Text ?? "";
        var (expected, curve, bytes) = (algorithm, named) switch
        {
            ("ES256", _) or ("", "P-256" or "") => ("P-256", ECCurve.NamedCurves.nistP256, 32),
            ("ES384", _) or ("", "P-384") => ("P-384", ECCurve.NamedCurves.nistP384, 48),
            ("ES512", _) or ("", "P-521") => ("P-521", ECCurve.NamedCurves.nistP521, 66),
            _ => ("", default, 0),
        };
        if (bytes == 0 || (named.Length > 0 && named != expected) || !TryDecode(jwk, "x", out var x) || !TryDecode(jwk, "y", out var y))
            return null;
        x = WithoutLeadingZeros(x);
        y = WithoutLeadingZeros(y);
        return x.Length <= bytes && y.Length <= bytes
            ? new EcTokenKey(keyId, algorithm, ECDsa.Create(new ECParameters { Curve = curve, Q = new ECPoint { X = Padded(x, bytes), Y = Padded(y, bytes) } }))
            : null;
    }

    private static SecretTokenKey? ReadSecret(Claim jwk, string keyId, string algorithm) =>
        algorithm is "" or "HS256" or "HS384" or "HS512" && TryDecode(jwk, "k", out var secret) && secret.Length > 0 ? new SecretTokenKey(keyId, algorithm, secret) : null;

    private static bool TryDecode(Claim jwk, string field, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (jwk.Field(field) is not { Kind: ClaimKind.Text, Text: var text } || !Base64Url.IsValid(text))
            return false;
        bytes = Base64Url.DecodeFromChars(text);
        return true;
    }

    private static byte[] WithoutLeadingZeros(byte[] number) => number.AsSpan().TrimStart((byte)0).ToArray();

    private static byte[] Padded(byte[] number, int length)
    {
        var padded = new byte[length];
        number.CopyTo(padded, length - number.Length);
        return padded;
    }
}
