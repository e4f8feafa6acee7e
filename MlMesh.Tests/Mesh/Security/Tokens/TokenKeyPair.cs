using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MlMesh.Tests.Mesh.Security.Tokens;

/// <summary>A key pair that signs tokens, and its public half as a JSON Web Key.</summary>
internal sealed class TokenKeyPair : IDisposable
{
    private readonly AsymmetricAlgorithm _key;

    private TokenKeyPair(string algorithm, string? keyId)
    {
        Algorithm = algorithm;
        KeyId = keyId;
        _key = algorithm switch
        {
            "ES256" => ECDsa.Create(ECCurve.NamedCurves.nistP256),
            "ES384" => ECDsa.Create(ECCurve.NamedCurves.nistP384),
            "ES512" => ECDsa.Create(ECCurve.NamedCurves.nistP521),
            _ => RSA.Create(2048),
        };
    }

    public string Algorithm { get; }

    public string? KeyId { get; }

    /// <summary>The modulus or the point of the public key: what somebody who confuses algorithms would take as a secret.</summary>
    public byte[] PublicBytes => _key.ExportSubjectPublicKeyInfo();

    public static TokenKeyPair Create(string algorithm = "RS256", string? keyId = "k1") => new(algorithm, keyId);

    /// <summary>The public key; without <c>alg</c> when asked.</summary>
    public Dictionary<string, string> Jwk(bool withAlgorithm = true)
    {
        var jwk = new Dictionary<string, string>();
        if (KeyId is not null)
            jwk["kid"] = KeyId;
        if (withAlgorithm)
            jwk["alg"] = Algorithm;
        if (_key is RSA rsa)
        {
            var parameters = rsa.ExportParameters(false);
            jwk["kty"] = "RSA";
            jwk["n"] = Base64Url.EncodeToString(parameters.Modulus!);
            jwk["e"] = Base64Url.EncodeToString(parameters.Exponent!);
        }
        else
        {
            var parameters = ((ECDsa)_key).ExportParameters(false);
            jwk["kty"] = "EC";
            jwk["crv"] = $"P-{_key.KeySize}";
            jwk["x"] = Base64Url.EncodeToString(parameters.Q.X!);
            jwk["y"] = Base64Url.EncodeToString(parameters.Q.Y!);
        }

        return jwk;
    }

    /// <summary>A key set.</summary>
    public static string KeySet(params IEnumerable<Dictionary<string, string>> keys) => JsonSerializer.Serialize(new { keys });

    /// <summary>A token with a header that names this key, unless one is given.</summary>
    public string Sign(string payload, string? header = null, string? algorithm = null)
    {
        algorithm ??= Algorithm;
        header ??= KeyId is null ? $$"""{"alg":"{{algorithm}}"}""" : $$"""{"alg":"{{algorithm}}","kid":"{{KeyId}}"}""";
        var signed = $"{Encode(header)}.{Encode(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(Sign(Encoding.ASCII.GetBytes(signed), algorithm))}";
    }

    public static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    public void Dispose() => _key.Dispose();

    private byte[] Sign(byte[] signed, string algorithm)
    {
        var hash = new HashAlgorithmName($"SHA{algorithm[2..]}");
        return _key is RSA rsa
            ? rsa.SignData(signed, hash, algorithm[0] == 'P' ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1)
            : ((ECDsa)_key).SignData(signed, hash);
    }
}
