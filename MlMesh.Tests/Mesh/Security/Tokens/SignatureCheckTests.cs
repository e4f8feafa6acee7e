using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Security.Tokens;
using MlMesh.Mesh.Security.Tokens.Keys;
using MlMesh.Mesh.Security.Tokens.Sources;
using MlMesh.Mesh.Sidecar;
using MlMesh.Mesh.Sidecar.Filters.Tokens;
using MlMesh.Mesh.Traffic.Http;
using MlMesh.Tests.Mesh.Traffic;
using Xunit;

namespace MlMesh.Tests.Mesh.Security.Tokens;

/// <summary>Signatures are what tokens cost, so none is checked twice.</summary>
public sealed class SignatureCheckTests : IDisposable
{
    private static readonly JwtRule Rule = new() { Issuer = TokenWorld.Issuer, Audiences = ["models"] };

    private readonly TokenKeyPair _pair = TokenKeyPair.Create("ES256");
    private readonly ManualClock _clock = new();
    private readonly string _token;

    public SignatureCheckTests() => _token = _pair.Sign("""{"iss":"https://issuer.test","sub":"ada","aud":"models","exp":7200}""");

    public void Dispose() => _pair.Dispose();

    [Fact]
    public async Task The_signature_of_a_token_already_seen_is_not_checked_again()
    {
        var key = new CountingKey(verifies: true);
        var issuer = new TokenIssuer(Rule, Keys(key), _clock);

        for (var i = 0; i < 3; i++)
            Assert.Equal(TokenStatus.Ok, (await issuer.VerifyAsync(_token, null, CancellationToken.None)).Status);

        Assert.Equal(1, key.Checks);
    }

    [Fact]
    public void A_token_already_seen_allocates_nothing()
    {
        var issuer = new TokenIssuer(Rule, Keys(new CountingKey(verifies: true)), _clock);
        var isGood = IsGood(issuer);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            isGood &= IsGood(issuer);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(isGood);
        Assert.Equal(0, allocated);
    }

    [Fact]
    public async Task A_bad_signature_is_checked_once_for_each_key_though_two_rules_are_asked_twice()
    {
        var (one, other) = (new CountingKey(verifies: false), new CountingKey(verifies: false));

        var answer = await SendAsync(new TokenRule(Rule, Keys(one, other), _clock), new TokenRule(Rule, Keys(other), _clock));

        Assert.Equal(401, answer?.Status);
        // The other key is in the sets of both rules.
        Assert.Equal((1, 2), (one.Checks, other.Checks));
    }

    [Fact]
    public async Task Rules_with_the_same_keys_check_a_bad_signature_once()
    {
        var key = new CountingKey(verifies: false);
        var keys = Keys(key);

        var answer = await SendAsync(new TokenRule(Rule, keys, _clock), new TokenRule(Rule with { ForwardOriginalToken = true }, keys, _clock));

        Assert.Equal((401, 1), (answer?.Status, key.Checks));
    }

    [Fact]
    public async Task A_bad_signature_is_checked_anew_for_the_next_request()
    {
        var key = new CountingKey(verifies: false);
        var rules = new[] { new TokenRule(Rule, Keys(key), _clock), new TokenRule(Rule with { Issuer = "https://other.test" }, Keys(key), _clock) };

        await SendAsync(rules);
        await SendAsync(rules);

        Assert.Equal(2, key.Checks);
    }

    [Fact]
    public async Task A_key_that_one_rule_lacks_still_makes_the_token_good_under_another()
    {
        var (bad, good) = (new CountingKey(verifies: false), new CountingKey(verifies: true));

        var answer = await SendAsync(new TokenRule(Rule, Keys(bad), _clock), new TokenRule(Rule, Keys(good), _clock));

        Assert.Null(answer);
        Assert.Equal((1, 1), (bad.Checks, good.Checks));
    }

    private static StatedKeys Keys(params CountingKey[] keys) => new(new TokenKeySet([.. keys]));

    private bool IsGood(TokenIssuer issuer)
    {
        var verdict = issuer.VerifyAsync(_token, null, CancellationToken.None);
        return verdict.IsCompletedSuccessfully && verdict.Result.Status == TokenStatus.Ok;
    }

    private async Task<MeshResponse?> SendAsync(params TokenRule[] rules)
    {
        var request = new MeshRequest { Method = "GET", Target = "/x", Authority = "model" };
        request.Headers.Append("authorization", $"Bearer {_token}");
        var connection = new DownstreamConnection { PeerAddress = "10.0.0.9", Destination = new Endpoint { Address = "10.0.0.1", Port = 8080 } };
        var workload = new Workload { Name = "model", Namespace = "ml" };
        var exchange = new Exchange(ListenerKind.Inbound, workload, connection, request, _clock, null, new AccessLogSettings(Client: false, Server: false));
        return await new JwtFilter([.. rules]).ApplyAsync(exchange, TestContext.Current.CancellationToken);
    }
}
