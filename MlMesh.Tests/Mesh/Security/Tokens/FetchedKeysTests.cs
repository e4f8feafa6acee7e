using System.Text;
using MlMesh.Tests.Mesh.Running;
using Xunit;
using static MlMesh.Tests.Mesh.Security.Tokens.TokenWorld;

namespace MlMesh.Tests.Mesh.Security.Tokens;

/// <summary>Keys from a <c>jwksUri</c>: where they are fetched from, how often, and what a faulty issuer can do.</summary>
public sealed class FetchedKeysTests : IDisposable
{
    private const string InMesh = "http://keys.ml.svc.cluster.local/jwks";

    private readonly TokenKeyPair _key = TokenKeyPair.Create("ES256");
    private readonly string _token;

    public FetchedKeysTests() => _token = _key.Sign("""{"iss":"https://issuer.test","sub":"ada"}""");

    public void Dispose() => _key.Dispose();

    [Theory]
    [InlineData(InMesh, "10.0.0.2:8080 Plaintext")]
    [InlineData("http://keys.ml/jwks", "10.0.0.2:8080 Plaintext")]
    [InlineData("http://keys.outside.test/jwks", "keys.outside.test:80 Plaintext")]
    [InlineData("http://127.0.0.1:7000/jwks", "127.0.0.1:7000 Plaintext")]
    [InlineData("http://localhost:7000/jwks", "localhost:7000 Plaintext")]
    [InlineData("http://[::1]:7000/jwks", "::1:7000 Plaintext")]
    public async Task Keys_come_from_the_mesh_from_service_entries_and_from_this_machine(string uri, string dialled)
    {
        using var world = new TokenWorld(Rule(uri));
        world.Serve(TokenKeyPair.KeySet(_key.Jwk()));
        Assert.Equal(200, (await world.SendTokenAsync(_token)).Status);
        Assert.Equal(200, (await world.SendTokenAsync(_token)).Status);
        Assert.Equal([dialled], world.Dialled);
    }

    [Theory]
    [InlineData("http://keys.elsewhere.test/jwks")]
    [InlineData("http://10.1.2.3/jwks")]
    [InlineData("http://keys.ml.svc.cluster.local:9999/jwks")]
    [InlineData("http://keys.outside.test:8443/jwks")]
    public async Task Keys_are_fetched_from_nowhere_else(string uri)
    {
        using var world = new TokenWorld(Rule(uri));
        world.Serve(TokenKeyPair.KeySet(_key.Jwk()));
        await AssertRefusedAsync(world);
        Assert.Equal(200, (await world.SendAsync()).Status);
        Assert.Empty(world.Dialled);
    }

    [Fact]
    public async Task A_rule_without_address_asks_the_issuers_OpenID_configuration()
    {
        using var world = new TokenWorld("{issuer: 'http://keys.ml'}");
        var served = new Queue<string>(["""{"jwks_uri":"http://keys.ml/jwks"}""", TokenKeyPair.KeySet(_key.Jwk())]);
        world.ServeKeys = stream => AnswerAsync(stream, $"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{served.Dequeue()}");
        Assert.Equal(200, (await world.SendTokenAsync(_key.Sign("""{"iss":"http://keys.ml","sub":"ada"}"""))).Status);
    }

    [Theory]
    [InlineData("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/jwks\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n")]
    [InlineData("no HTTP at all\r\n\r\n")]
    [InlineData("")]
    public async Task Keys_that_cannot_be_had_refuse_every_token(string answer)
    {
        using var world = new TokenWorld(Rule(InMesh));
        world.ServeKeys = stream => AnswerAsync(stream, answer);
        await AssertRefusedAsync(world);
        Assert.Equal(200, (await world.SendAsync()).Status);
        Assert.NotEmpty(world.Dialled);
    }

    [Fact]
    public async Task Keys_that_never_end_are_given_up_at_their_limit()
    {
        using var world = new TokenWorld(Rule(InMesh));
        var cutOff = new TaskCompletionSource();
        world.ServeKeys = async stream =>
        {
            await using var served = stream;
            try
            {
                await AnswerHeadAsync(stream, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
                var junk = Encoding.ASCII.GetBytes(new string(' ', 8192));
                while (true)
                    await stream.WriteAsync(junk);
            }
            catch (IOException)
            {
                cutOff.SetResult();
            }
        };
        await AssertRefusedAsync(world);
        await cutOff.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Keys_that_come_too_slowly_are_given_up_at_the_rules_timeout()
    {
        using var world = new TokenWorld(Rule(InMesh, "timeout: 2s"));
        var held = new TaskCompletionSource();
        world.ServeKeys = async stream =>
        {
            await using var served = stream;
            await AnswerHeadAsync(stream, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{");
            await held.Task;
        };
        var pending = AssertRefusedAsync(world);
        await world.Clock.WaitForTimerAsync(TimeSpan.FromSeconds(2));
        Assert.False(pending.IsCompleted);
        world.Clock.Advance(TimeSpan.FromSeconds(2));
        await pending;
        held.SetResult();
    }

    [Fact]
    public async Task A_failure_is_remembered_for_two_seconds_only()
    {
        using var world = new TokenWorld(Rule(InMesh));
        await AssertRefusedAsync(world);
        world.Serve(TokenKeyPair.KeySet(_key.Jwk()));
        await AssertRefusedAsync(world);
        world.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(200, (await world.SendTokenAsync(_token)).Status);
    }

    [Fact]
    public async Task A_token_of_a_new_key_has_the_keys_fetched_again()
    {
        using var next = TokenKeyPair.Create("ES256", "k2");
        using var world = new TokenWorld(Rule(InMesh));
        world.Serve(TokenKeyPair.KeySet(_key.Jwk()));
        Assert.Equal(200, (await world.SendTokenAsync(_token)).Status);
        world.Serve(TokenKeyPair.KeySet(next.Jwk()));
        var rotated = next.Sign("""{"iss":"https://issuer.test","sub":"ada"}""");
        Assert.Equal("Jwks doesn't have key to match kid or alg from Jwt", (await world.SendTokenAsync(rotated)).Body);

        world.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(200, (await world.SendTokenAsync(rotated)).Status);
        Assert.Equal("Jwks doesn't have key to match kid or alg from Jwt", (await world.SendTokenAsync(_token)).Body);
        Assert.Equal(2, world.Dialled.Count);
    }

    [Fact]
    public async Task Keys_are_fetched_anew_after_20_minutes_and_the_old_ones_used_meanwhile()
    {
        using var next = TokenKeyPair.Create("ES256");
        using var world = new TokenWorld(Rule(InMesh));
        world.Serve(TokenKeyPair.KeySet(_key.Jwk()));
        Assert.Equal(200, (await world.SendTokenAsync(_token)).Status);
        world.Serve(TokenKeyPair.KeySet(next.Jwk()));
        world.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(200, (await world.SendTokenAsync(_token)).Status);
        await Eventually.HoldsAsync(async () => (await world.SendTokenAsync(_token)).Body == "Jwt verification fails");
        Assert.Equal(2, world.Dialled.Count);
    }

    [Fact]
    public async Task Keys_outlive_a_policys_change()
    {
        using var world = new TokenWorld(Rule(InMesh));
        world.Serve(TokenKeyPair.KeySet(_key.Jwk()));
        Assert.Equal(200, (await world.SendTokenAsync(_token)).Status);
        world.Apply(Rule(InMesh, "forwardOriginalToken: true"));
        Assert.Equal(200, (await world.SendTokenAsync(_token)).Status);
        Assert.Single(world.Dialled);
    }

    private static async Task AnswerHeadAsync(Stream stream, string head)
    {
        await stream.ReadAtLeastAsync(new byte[4096], 1);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
    }

    private async Task AssertRefusedAsync(TokenWorld world)
    {
        var result = await world.SendTokenAsync(_token);
        Assert.Equal((401, "Jwt verification fails"), (result.Status, result.Body));
    }

    private static string Rule(string uri, string more = "") => $"{{issuer: '{Issuer}', jwksUri: '{uri}'{(more.Length > 0 ? ", " + more : "")}}}";
}
