using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Explaining;

/// <summary>Stands for every issuer of tokens that a policy trusts: a key of its own, and the policy with that key in the place of theirs.</summary>
internal sealed class StandInIssuer : IDisposable
{
    private const string Bearer = "Bearer ";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly List<JwtRule> _rules;

    public StandInIssuer(MeshResources resources)
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        var jwks = $$"""{"keys":[{"kty":"EC","crv":"P-256","alg":"ES256","kid":"stand-in","x":"{{Base64Url.EncodeToString(point.X)}}","y":"{{Base64Url.EncodeToString(point.Y)}}"}]}""";
        Trusting = resources with
        {
            RequestAuthentications = [.. resources.RequestAuthentications.Select(policy => policy with { JwtRules = [.. policy.JwtRules.Select(rule => rule with { Jwks = jwks, JwksUri = "" })] })],
        };
        _rules = [.. resources.RequestAuthentications.SelectMany(policy => policy.JwtRules)];
    }

    /// <summary>The policy that takes this issuer's tokens for its issuers'.</summary>
    public MeshResources Trusting { get; }

    /// <summary>A request with a token of these claims, where the rule of its issuer looks for it. Issuer and audience need not be stated.</summary>
    public KeyValuePair<string, string> Header(StatedClaims claims)
    {
        var rule = _rules.Find(rule => rule.Issuer == claims.First("iss")) ?? _rules.FirstOrDefault();
        var defaults = new List<(string, string)>();
        if (rule is not null)
            defaults.Add(("iss", rule.Issuer));
        if (rule is { Audiences: [var audience, ..] })
            defaults.Add(("aud", audience));
        var token = Sign(claims.Payload(defaults).ToJsonString());
        return rule is { FromHeaders: [var header, ..] } ? KeyValuePair.Create(header.Name.ToLowerInvariant(), header.Prefix + token) : KeyValuePair.Create("authorization", Bearer + token);
    }

    public void Dispose() => _key.Dispose();

    // RFC 7515, ES256.
    private string Sign(string payload)
    {
        var content = $"{Encode("""{"alg":"ES256","kid":"stand-in","typ":"JWT"}""")}.{Encode(payload)}";
        return $"{content}.{Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256))}";
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
