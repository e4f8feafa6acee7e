using Xunit;
using static MlMesh.Tests.Mesh.Security.Tokens.TokenWorld;

namespace MlMesh.Tests.Mesh.Security.Tokens;

/// <summary>Where tokens are found, and what a request looks like once they were verified.</summary>
public sealed class TokenPlacesTests : IDisposable
{
    private readonly TokenKeyPair _key = TokenKeyPair.Create("ES256");
    private readonly string _token;

    public TokenPlacesTests() => _token = Sign("""{"iss":"https://issuer.test","sub":"ada"}""");

    public void Dispose() => _key.Dispose();

    [Theory]
    [InlineData("/x?access_token={0}", "/x")]
    [InlineData("/x?b=2&access_token={0}&a=1", "/x?a=1&b=2")]
    [InlineData("/x?access_token={0}&access_token=second&flag", "/x?flag=")]
    [InlineData("/x?access%5Ftoken={0}&q=%0d%0aSet-Cookie:%20a", "/x?q=%0d%0aSet-Cookie:%20a")]
    public async Task A_token_is_taken_out_of_the_query(string sent, string received)
    {
        using var world = new TokenWorld(Rule());
        var result = await world.SendAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, sent, _token));
        Assert.Equal((200, received), (result.Status, result.Received.Target));
    }

    [Fact]
    public async Task A_token_may_stay_in_the_request()
    {
        using var world = new TokenWorld(Rule("forwardOriginalToken: true"));
        var result = await world.SendAsync($"/x?access_token={_token}", headers: ("authorization", $"Bearer {_token}"));
        Assert.Equal((200, $"/x?access_token={_token}", $"Bearer {_token}"), (result.Status, result.Received.Target, result.Received.Headers.First("authorization")));
    }

    [Theory]
    [InlineData("a=b; session={0}; c=d", true)]
    [InlineData("session=\"{0}\"", true)]
    [InlineData("sessions={0}", false)]
    [InlineData("x; session={0};session=second", true)]
    public async Task A_token_in_a_cookie_is_found_and_stays(string cookie, bool found)
    {
        using var world = new TokenWorld(Rule("fromCookies: [session], outputClaimToHeaders: [{header: x-sub, claim: sub}]"));
        cookie = string.Format(System.Globalization.CultureInfo.InvariantCulture, cookie, _token);
        var result = await world.SendAsync(headers: ("cookie", cookie));
        Assert.Equal((200, cookie, found ? "ada" : null), (result.Status, result.Received.Headers.First("cookie"), result.Received.Headers.First("x-sub")));
    }

    [Theory]
    [InlineData("bearer {0}", 200)]
    [InlineData("Basic {0}", 200)]
    [InlineData("Bearer  {0}", 200)]
    [InlineData("Bearer {0} and more", 401)]
    [InlineData("Bearer {0},Bearer {0}", 401)]
    public async Task Only_the_exact_prefix_makes_a_token(string header, int status)
    {
        using var world = new TokenWorld(Rule());
        Assert.Equal(status, (await world.SendAsync(headers: ("authorization", string.Format(System.Globalization.CultureInfo.InvariantCulture, header, _token)))).Status);
    }

    [Fact]
    public async Task What_a_caller_sends_under_an_outputs_name_never_arrives()
    {
        using var world = new TokenWorld(Rule("outputPayloadToHeader: x-payload, outputClaimToHeaders: [{header: X-User-Role, claim: role}, {header: x-user-id, claim: sub}]"));
        (string, string)[] forged = [("x-payload", "forged"), ("x-user-role", "admin"), ("X-USER-ROLE", "admin"), ("x-user-id", "root")];

        var without = await world.SendAsync(headers: forged);
        Assert.DoesNotContain(forged, header => without.Received.Headers.Contains(header.Item1));

        var with = await world.SendAsync(headers: [.. forged, ("authorization", $"Bearer {_token}")]);
        Assert.Equal((_token.Split('.')[1], "ada"), (with.Received.Headers.First("x-payload"), with.Received.Headers.First("x-user-id")));
        Assert.False(with.Received.Headers.Contains("x-user-role"));
    }

    [Theory]
    [InlineData("7200", "7200")]
    [InlineData("1.5", "1.500000")]
    [InlineData("-3", "-3.000000")]
    [InlineData("true", "true")]
    [InlineData("null", null)]
    [InlineData("\"\"", null)]
    [InlineData("\"a b\"", "a b")]
    [InlineData("\"a\\r\\nx-user-role: admin\"", null)]
    [InlineData("[\"a\",1,0.1,1e21,true,null]", "[\"a\",1,0.1,1e+21,true,null]")]
    [InlineData("{\"b\":\"\\\"<\\u00e9\",\"a\":{}}", "{\"b\":\"\\\"\\u003c\u00e9\",\"a\":{}}")]
    public async Task A_claim_becomes_a_header_in_Envoys_form(string claim, string? header)
    {
        using var world = new TokenWorld(Rule("outputClaimToHeaders: [{header: x-claim, claim: a.claim}]"));
        var result = await world.SendAsync(headers: ("authorization", $"Bearer {Sign($$$"""{"iss":"https://issuer.test","a":{"claim":{{{claim}}}}}""")}"));
        var expected = header is ['[' or '{', ..] ? Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(header)) : header;
        Assert.Equal((200, expected), (result.Status, result.Received.Headers.First("x-claim")));
    }

    [Fact]
    public async Task A_policy_sees_the_verified_claims()
    {
        using var world = new TokenWorld(Rule(), """
            apiVersion: security.istio.io/v1
            kind: AuthorizationPolicy
            metadata: {name: need, namespace: ml}
            spec: {rules: [{from: [{source: {requestPrincipals: ["https://issuer.test/ada"]}}], when: [{key: "request.auth.claims[org][team]", values: [ml]}, {key: "request.auth.claims[scope]", values: [train]}]}]}
            """);
        var good = Sign("""{"iss":"https://issuer.test","sub":"ada","scope":"predict train","org":{"team":["x","ml"]}}""");
        Assert.Equal(200, (await world.SendTokenAsync(good)).Status);
        Assert.Equal(403, (await world.SendTokenAsync(_token)).Status);
        Assert.Equal(403, (await world.SendAsync()).Status);
    }

    private string Sign(string payload) => _key.Sign(payload);

    private string Rule(string more = "") => $"{{issuer: '{Issuer}', jwks: '{TokenKeyPair.KeySet(_key.Jwk())}'{(more.Length > 0 ? ", " + more : "")}}}";
}
