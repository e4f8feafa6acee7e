using Microsoft.IdentityModel.JsonWebTokens;
using MlMesh.Tokens;
using Xunit;

namespace MlMesh.Tests.Cli.Tokens;

/// <summary><c>mlmesh token</c>.</summary>
public sealed class TokenCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlmesh-keys-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task It_prints_a_token_and_nothing_else()
    {
        var (code, output, error) = await RunAsync("--user", "ada", "--role", "scientist", "--group", "beta", "--group", "x", "--expires", "30m");

        Assert.Equal((0, ""), (code, error));
        var token = new JsonWebToken(output.TrimEnd('\r', '\n'));
        Assert.Equal(("ada", DevelopmentToken.DefaultIssuer, "scientist"), (token.Subject, token.Issuer, token.GetClaim("role").Value));
        Assert.Equal([DevelopmentToken.DefaultAudience], token.Audiences);
        Assert.Equal(["beta", "x"], token.Claims.Where(claim => claim.Type == "groups").Select(claim => claim.Value));
        Assert.Equal(TimeSpan.FromMinutes(30), token.ValidTo - token.IssuedAt);
    }

    [Fact]
    public async Task It_prints_the_public_half_of_the_key_for_a_cluster()
    {
        var (code, output, _) = await RunAsync("--public-key");

        Assert.Equal(0, code);
        Assert.StartsWith("-----BEGIN PUBLIC KEY-----", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Option '--user' is required.")]
    [InlineData("--expires '5x' is not a duration", "--user", "ada", "--expires", "5x")]
    [InlineData("--expires '0s' is not a duration", "--user", "ada", "--expires", "0s")]
    [InlineData("--user must have 1 to 256 characters", "--user", "a\r\nx-user-role: admin")]
    [InlineData("--role must have 1 to 256 characters", "--user", "ada", "--role", "")]
    public async Task A_mistake_is_one_line_with_the_rule(string message, params string[] arguments)
    {
        var (code, output, error) = await RunAsync(arguments);

        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_help_tells_where_the_key_is()
    {
        var help = await Mlmesh.RunAsync(TestContext.Current.CancellationToken, "token", "--help");

        Assert.Contains(DevelopmentKey.DefaultPath, help.Output, StringComparison.Ordinal);
        Assert.Contains("mlmesh token --user ada --role scientist", help.Output, StringComparison.Ordinal);
    }

    private Task<Mlmesh> RunAsync(params string[] arguments) =>
        Mlmesh.RunAsync(TestContext.Current.CancellationToken, ["token", "--key", Path.Combine(_folder.FullName, "key.pem"), .. arguments]);
}
