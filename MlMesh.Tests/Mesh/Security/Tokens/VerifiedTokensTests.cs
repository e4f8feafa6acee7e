using MlMesh.Mesh.Security.Tokens;
using MlMesh.Mesh.Security.Tokens.Keys;
using Xunit;

namespace MlMesh.Tests.Mesh.Security.Tokens;

/// <summary>The memory of verified tokens.</summary>
public sealed class VerifiedTokensTests
{
    private static readonly TokenKeyPair Key = TokenKeyPair.Create("ES256");

    [Fact]
    public void It_is_bounded_and_keeps_what_is_asked_for()
    {
        var verified = new VerifiedTokens(capacity: 10);
        var tokens = Enumerable.Range(0, 100).Select(Token).ToList();
        foreach (var token in tokens)
        {
            verified.Add(token);
            Assert.True(verified.TryGet(tokens[0].Text, out _));
        }

        Assert.InRange(tokens.Count(token => verified.TryGet(token.Text, out _)), 10, 21);
    }

    [Fact]
    public void A_look_up_allocates_nothing()
    {
        var verified = new VerifiedTokens();
        var token = Token(1);
        verified.Add(token);
        Assert.True(verified.TryGet(token.Text, out _));
        var before = GC.GetAllocatedBytesForCurrentThread();
        verified.TryGet(token.Text, out _);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static JsonWebToken Token(int number)
    {
        Assert.Equal(TokenStatus.Ok, JsonWebTokenParser.Parse(Key.Sign($$"""{"jti":"{{number}}"}"""), out var token));
        return token!;
    }
}
