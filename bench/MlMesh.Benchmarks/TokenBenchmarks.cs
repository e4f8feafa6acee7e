using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Security.Tokens;
using MlMesh.Mesh.Security.Tokens.Keys;
using MlMesh.Mesh.Security.Tokens.Sources;

namespace MlMesh.Benchmarks;

/// <summary>What a token costs: one that was verified before, and one that was not.</summary>
internal static class TokenBenchmarks
{
    private const string Payload = """{"iss":"https://issuer.test","sub":"ada","aud":"models","exp":4102444800,"role":"scientist","groups":["beta","admins"],"scope":"predict train"}""";

    public static IEnumerable<Benchmark> All()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var token = Sign(key);
        var issuer = Issuer(KeySet(key));
        if (!Verify(issuer, token))
            throw new InvalidOperationException("The benchmarks' token must be good.");
        yield return new Benchmark("token: verified before", () => Verify(issuer, token), TimeSpan.FromMicroseconds(2), 0);
        // A key set that is new has verified nothing.
        var keys = Encoding.UTF8.GetBytes(KeySet(key));
        yield return new Benchmark("token: first seen, ES256, keys read", () => Verify(Issuer(keys), token), TimeSpan.FromMilliseconds(5), null);
    }

    private static bool Verify(TokenIssuer issuer, string token)
    {
        var verdict = issuer.VerifyAsync(token, null, CancellationToken.None);
        // Stated keys need no waiting.
        return verdict.IsCompletedSuccessfully && verdict.Result.Status == TokenStatus.Ok;
    }

    private static TokenIssuer Issuer(string keySet) => Issuer(Encoding.UTF8.GetBytes(keySet));

    private static TokenIssuer Issuer(byte[] keySet) =>
        new(new JwtRule { Issuer = "https://issuer.test", Audiences = ["models"] }, new StatedKeys(TokenKeyReader.Read(keySet)), TimeProvider.System);

    private static string KeySet(ECDsa key)
    {
        var point = key.ExportParameters(false).Q;
        return $$"""{"keys":[{"kty":"EC","crv":"P-256","kid":"k1","alg":"ES256","x":"{{Base64Url.EncodeToString(point.X)}}","y":"{{Base64Url.EncodeToString(point.Y)}}"}]}""";
    }

    private static string Sign(ECDsa key)
    {
        var signed = $"{Encode("""{"alg":"ES256","kid":"k1"}""")}.{Encode(Payload)}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
