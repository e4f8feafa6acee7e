using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using MlMesh.Mesh.Resources;
using Xunit;
using static MlMesh.Tests.Mesh.Security.Tokens.TokenWorld;

namespace MlMesh.Tests.Mesh.Security.Tokens;

/// <summary>Which tokens are good, and in which words the others are refused.</summary>
public sealed class TokenTableTests : IDisposable
{
    private const string Payload = """{"iss":"https://issuer.test","sub":"ada","aud":"models","exp":7200}""";

    private readonly TokenKeyPair _key = TokenKeyPair.Create();

    public void Dispose() => _key.Dispose();

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    [InlineData("ES384")]
    [InlineData("ES512")]
    public async Task A_token_of_the_issuers_key_is_good(string algorithm)
    {
        using var key = TokenKeyPair.Create(algorithm);
        using var world = new TokenWorld(Rule(TokenKeyPair.KeySet(key.Jwk())));
        Assert.Equal(200, (await world.SendTokenAsync(key.Sign(Payload))).Status);
    }

    [Fact]
    public async Task No_token_is_no_fault()
    {
        using var world = new TokenWorld(Rule());
        Assert.Equal(200, (await world.SendAsync()).Status);
    }

    [Theory]
    [InlineData("""{"alg":"none","kid":"k1"}""", "Jwt header [alg] is not supported")]
    [InlineData("""{"alg":"NONE","kid":"k1"}""", "Jwt header [alg] is not supported")]
    [InlineData("""{"alg":"rs256","kid":"k1"}""", "Jwt header [alg] is not supported")]
    [InlineData("""{"kid":"k1"}""", "Jwt header [alg] field is required and must be a string")]
    [InlineData("""{"alg":["RS256"],"kid":"k1"}""", "Jwt header [alg] field is required and must be a string")]
    [InlineData("""{"alg":"RS256","kid":1}""", "Jwt header [kid] field is not a string")]
    [InlineData("""{"alg":"RS256","alg":"none","kid":"k1"}""", "Jwt header is an invalid JSON")]
    [InlineData("""{"alg":"RS256","kid":"other"}""", "Jwks doesn't have key to match kid or alg from Jwt")]
    [InlineData("""{"alg":"RS512","kid":"k1"}""", "Jwks doesn't have key to match kid or alg from Jwt")]
    [InlineData("""["RS256"]""", "Jwt header is an invalid JSON")]
    [InlineData("""{"alg":"RS256""", "Jwt header is an invalid JSON")]
    public async Task A_faulty_header_is_refused(string header, string reason)
    {
        using var world = new TokenWorld(Rule());
        AssertRefused(await world.SendTokenAsync(_key.Sign(Payload, header)), 401, reason);
    }

    [Theory]
    [InlineData("""{"iss":"https://issuer.test","sub":"ada","exp":3539}""", 401, "Jwt is expired")]
    [InlineData("""{"iss":"https://issuer.test","sub":"ada","nbf":3661}""", 401, "Jwt not yet valid")]
    [InlineData("""{"iss":"https://other.test","sub":"ada"}""", 401, "Jwt issuer is not configured")]
    [InlineData("""{"sub":"ada"}""", 401, "Jwt issuer is not configured")]
    [InlineData("""{"iss":["https://issuer.test"]}""", 401, "Jwt payload [iss] field is not a string")]
    [InlineData("""{"iss":"https://issuer.test","sub":7}""", 401, "Jwt payload [sub] field is not a string")]
    [InlineData("""{"iss":"https://issuer.test","exp":"7200"}""", 401, "Jwt payload [exp] field is not an integer")]
    [InlineData("""{"iss":"https://issuer.test","exp":-1}""", 401, "Jwt payload [exp] field is not a positive 64 bit integer")]
    [InlineData("""{"iss":"https://issuer.test","exp":1e300}""", 401, "Jwt payload [exp] field is not a positive 64 bit integer")]
    [InlineData("""{"iss":"https://issuer.test","exp":1e999}""", 401, "Jwt payload is an invalid JSON")]
    [InlineData("""{"iss":"https://issuer.test","nbf":true}""", 401, "Jwt payload [nbf] field is not an integer")]
    [InlineData("""{"iss":"https://issuer.test","iat":"now"}""", 401, "Jwt payload [iat] field is not an integer")]
    [InlineData("""{"iss":"https://issuer.test","jti":1}""", 401, "Jwt payload [jti] field is not a string")]
    [InlineData("""{"iss":"https://issuer.test","aud":["models",1]}""", 401, "Jwt payload [aud] field is not a string or string list")]
    [InlineData("""{"iss":"https://issuer.test","iss":"https://other.test"}""", 401, "Jwt payload is an invalid JSON")]
    [InlineData("""{"iss":"https://issuer.test","x":"\ud800"}""", 401, "Jwt payload is an invalid JSON")]
    [InlineData("null", 401, "Jwt payload is an invalid JSON")]
    public async Task A_faulty_payload_is_refused(string payload, int status, string reason)
    {
        using var world = new TokenWorld(Rule());
        AssertRefused(await world.SendTokenAsync(_key.Sign(payload)), status, reason);
    }

    [Theory]
    [InlineData("""{"iss":"https://issuer.test","exp":3540}""")]
    [InlineData("""{"iss":"https://issuer.test","nbf":3660}""")]
    [InlineData("""{"iss":"https://issuer.test","exp":0}""")]
    public async Task Clocks_may_differ_by_a_minute(string payload)
    {
        using var world = new TokenWorld(Rule());
        Assert.Equal(200, (await world.SendTokenAsync(_key.Sign(payload))).Status);
    }

    [Theory]
    [InlineData("""{"iss":"https://issuer.test","aud":"models"}""", 200)]
    [InlineData("""{"iss":"https://issuer.test","aud":["x","https://models/"]}""", 200)]
    [InlineData("""{"iss":"https://issuer.test","aud":"others"}""", 403)]
    [InlineData("""{"iss":"https://issuer.test"}""", 403)]
    public async Task A_token_for_another_audience_is_forbidden(string payload, int status)
    {
        using var world = new TokenWorld(Rule(more: "audiences: [models]"));
        var result = await world.SendTokenAsync(_key.Sign(payload));
        Assert.Equal(status, result.Status);
        if (status != 200)
            AssertRefused(result, 403, "Audiences in Jwt are not allowed");
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("a.b")]
    [InlineData("a.b.")]
    [InlineData("a..b.c")]
    [InlineData("a.b.c.d")]
    public async Task A_token_has_three_sections(string token)
    {
        using var world = new TokenWorld(Rule(more: "fromHeaders: [{name: x-token}]"));
        AssertRefused(
            await world.SendAsync(headers: ("x-token", token)), 401, "Jwt is not in the form of Header.Payload.Signature with two dots and 3 sections");
    }

    [Theory]
    [InlineData("{0}!.{1}.{2}", "Jwt header is an invalid Base64url encoded")]
    [InlineData("{0}.+{1}.{2}", "Jwt payload is an invalid Base64url encoded")]
    [InlineData("{0}.{1}.{2}/", "Jwt signature is an invalid Base64url encoded")]
    public async Task A_section_that_is_not_base64url_is_refused(string format, string reason)
    {
        using var world = new TokenWorld(Rule());
        AssertRefused(await world.SendTokenAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, format, _key.Sign(Payload).Split('.'))), 401, reason);
    }

    [Fact]
    public async Task A_changed_payload_is_refused()
    {
        using var world = new TokenWorld(Rule());
        var sections = _key.Sign(Payload).Split('.');
        sections[1] = TokenKeyPair.Encode(Payload.Replace("ada", "bob", StringComparison.Ordinal));
        AssertRefused(await world.SendTokenAsync(string.Join('.', sections)), 401, "Jwt verification fails");
    }

    [Fact]
    public async Task A_token_of_another_key_is_refused()
    {
        using var world = new TokenWorld(Rule());
        using var other = TokenKeyPair.Create();
        AssertRefused(await world.SendTokenAsync(other.Sign(Payload)), 401, "Jwt verification fails");
    }

    [Fact]
    public async Task A_token_without_key_id_is_tried_with_every_key()
    {
        using var other = TokenKeyPair.Create("ES256", "k0");
        using var world = new TokenWorld(Rule(TokenKeyPair.KeySet(other.Jwk(), _key.Jwk())));
        Assert.Equal(200, (await world.SendTokenAsync(_key.Sign(Payload, """{"alg":"RS256"}"""))).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_public_key_is_never_a_secret(bool withAlgorithm)
    {
        var jwk = _key.Jwk(withAlgorithm);
        using var world = new TokenWorld(Rule(TokenKeyPair.KeySet(jwk)));
        foreach (var secret in new[] { _key.PublicBytes, Base64Url.DecodeFromChars(jwk["n"]), Encoding.ASCII.GetBytes(jwk["n"]) })
        {
            var signed = $"{TokenKeyPair.Encode("""{"alg":"HS256","kid":"k1"}""")}.{TokenKeyPair.Encode(Payload)}";
            var token = $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed)))}";
            AssertRefused(
                await world.SendTokenAsync(token), 401, withAlgorithm ? "Jwks doesn't have key to match kid or alg from Jwt" : "Jwt verification fails");
        }
    }

    [Theory]
    [InlineData("ES256", "RS256")]
    [InlineData("RS256", "ES256")]
    [InlineData("ES256", "ES384")]
    [InlineData("ES256", "HS256")]
    public async Task A_key_verifies_only_algorithms_of_its_type(string keys, string claimed)
    {
        using var key = TokenKeyPair.Create(keys);
        using var world = new TokenWorld(Rule(TokenKeyPair.KeySet(key.Jwk(withAlgorithm: false))));
        var token = key.Sign(Payload, $$"""{"alg":"{{claimed}}","kid":"k1"}""");
        AssertRefused(await world.SendTokenAsync(token), 401, "Jwt verification fails");
    }

    [Theory]
    [InlineData("""{"keys":[]}""")]
    [InlineData("""{"kty":"RSA","n":"AQAB","e":"AQAB"}""")]
    [InlineData("""{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]}""")]
    [InlineData("""{"keys":[{"kty":"EC","crv":"P-256","x":"AQAB","y":"AQAB"}]}""")]
    public async Task Without_a_usable_key_every_token_is_refused(string keys)
    {
        using var world = new TokenWorld(Rule(keys));
        AssertRefused(await world.SendTokenAsync(_key.Sign(Payload)), 401, "Jwks doesn't have any valid public key");
    }

    [Fact]
    public void A_key_of_a_type_that_only_the_cluster_has_is_reported()
    {
        const string Policy = """
            apiVersion: security.istio.io/v1
            kind: RequestAuthentication
            metadata: {name: jwt, namespace: ml}
            spec:
              jwtRules:
              - issuer: https://issuer.test
                jwks: '{"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}'
            """;
        var resources = MeshResources.Create([ResourceReader.Read(Policy, "policy.yaml")]);

        var finding = Assert.Single(resources.Findings);
        Assert.Equal((FindingSeverity.Unsupported, "spec.jwtRules[0].jwks", 7), (finding.Severity, finding.Field, finding.Location.Line));
        Assert.Single(resources.RequestAuthentications);
    }

    [Fact]
    public async Task A_token_over_16_KiB_is_refused_though_its_signature_is_good()
    {
        using var world = new TokenWorld(Rule());
        var padding = new string('x', 12 * 1024);
        AssertRefused(await world.SendTokenAsync(_key.Sign($$"""{"iss":"https://issuer.test","x":"{{padding}}"}""")), 401, "Jwt is longer than 16 KiB");
        Assert.Equal(200, (await world.SendTokenAsync(_key.Sign($$"""{"iss":"https://issuer.test","x":"{{padding[..11_000]}}"}"""))).Status);
    }

    [Fact]
    public async Task Every_token_of_a_request_must_be_good()
    {
        using var world = new TokenWorld(Rule());
        var (good, bad) = (_key.Sign(Payload), _key.Sign("""{"iss":"https://issuer.test","exp":1}"""));
        Assert.Equal(200, (await world.SendAsync(headers: [("authorization", $"Bearer {good}"), ("authorization", $"Bearer {good}")])).Status);
        AssertRefused(await world.SendAsync(headers: [("authorization", $"Bearer {good}"), ("authorization", $"Bearer {bad}")]), 401, "Jwt is expired");
        AssertRefused(await world.SendAsync(headers: [("authorization", $"Bearer {bad}"), ("authorization", $"Bearer {good}")]), 401, "Jwt is expired");
        AssertRefused(await world.SendAsync($"/x?access_token={bad}", headers: ("authorization", $"Bearer {good}")), 401, "Jwt is expired");
    }

    [Fact]
    public async Task A_token_that_was_good_expires_all_the_same()
    {
        using var world = new TokenWorld(Rule());
        var token = _key.Sign(Payload);
        Assert.Equal(200, (await world.SendTokenAsync(token)).Status);
        world.Clock.Advance(TimeSpan.FromSeconds(7200 - Now + 61));
        AssertRefused(await world.SendTokenAsync(token), 401, "Jwt is expired");
    }

    [Fact]
    public async Task A_token_that_was_good_is_refused_when_the_policy_has_other_keys()
    {
        using var world = new TokenWorld(Rule());
        using var other = TokenKeyPair.Create();
        var token = _key.Sign(Payload);
        Assert.Equal(200, (await world.SendTokenAsync(token)).Status);
        world.Apply(Rule(TokenKeyPair.KeySet(other.Jwk())));
        AssertRefused(await world.SendTokenAsync(token), 401, "Jwt verification fails");
        world.Apply(Rule(more: "audiences: [others]"));
        AssertRefused(await world.SendTokenAsync(token), 403, "Audiences in Jwt are not allowed");
    }

    [Fact]
    public async Task A_preflight_carries_no_token_and_passes()
    {
        using var world = new TokenWorld(Rule());
        var result = await world.SendAsync(method: "OPTIONS", headers: [("authorization", "Bearer x"), ("origin", "https://a.test"), ("access-control-request-method", "POST")]);
        Assert.Equal(200, result.Status);
    }

    [Fact]
    public async Task The_challenge_names_the_request_up_to_256_characters()
    {
        using var world = new TokenWorld(Rule());
        var path = "/" + new string('p', 300);
        var result = await world.SendAsync(path, headers: ("authorization", "Bearer a.b.c"));
        Assert.Equal($"Bearer realm=\"http://model{path[..256]}\", error=\"invalid_token\"", result.Headers!.First("www-authenticate"));
    }

    [Fact]
    public async Task Damaged_tokens_are_refused_and_harm_nothing()
    {
        using var world = new TokenWorld(Rule());
        var random = new Random(7);
        var token = _key.Sign(Payload);
        for (var i = 0; i < 2000; i++)
        {
            var damaged = new StringBuilder(token);
            for (var j = random.Next(1, 6); j > 0; j--)
                damaged[random.Next(damaged.Length)] = (char)random.Next(0x20, 0x7f);
            var text = damaged.ToString(random.Next(2) * random.Next(20), damaged.Length - 20);
            Assert.Equal(401, (await world.SendAsync(headers: ("authorization", "Bearer " + text))).Status);
        }

        Assert.Equal(200, (await world.SendTokenAsync(token)).Status);
    }

    private string Rule(string? keySet = null, string more = "") =>
        $"{{issuer: '{Issuer}', jwks: '{keySet ?? TokenKeyPair.KeySet(_key.Jwk())}'{(more.Length > 0 ? ", " + more : "")}}}";

    private static void AssertRefused(TokenResult result, int status, string reason)
    {
        Assert.Equal((status, reason), (result.Status, result.Body));
        Assert.Equal($"jwt_authn_access_denied{{{reason.Replace(' ', '_')}}}", result.Details);
    }
}
