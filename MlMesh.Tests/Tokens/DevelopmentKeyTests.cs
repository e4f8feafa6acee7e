using MlMesh.Tokens;
using Xunit;

namespace MlMesh.Tests.Tokens;

/// <summary>The key of the development issuer on disk.</summary>
public sealed class DevelopmentKeyTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlmesh-keys-");

    private string KeyFile => Path.Combine(_folder.FullName, "tokens", "signing-key.pem");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void It_is_made_once_and_only_its_owner_can_read_it()
    {
        using var first = DevelopmentKey.Open(KeyFile);
        using var second = DevelopmentKey.Open(KeyFile);

        Assert.Equal(first.PublicPem(), second.PublicPem());
        Assert.Equal([KeyFile], Directory.GetFiles(_folder.FullName, "*", SearchOption.AllDirectories));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(KeyFile)!));
        }
    }

    [Fact]
    public async Task Several_who_make_it_at_once_end_with_one()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            using var key = DevelopmentKey.Open(KeyFile);
            return key.PublicPem();
        })));

        Assert.Single(made.Distinct());
    }

    [Fact]
    public void A_private_key_that_others_can_read_is_not_used()
    {
        DevelopmentKey.Open(KeyFile).Dispose();
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }

        File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        var error = Assert.Throws<IOException>(() => DevelopmentKey.Open(KeyFile));
        Assert.Contains($"chmod 600 '{KeyFile}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_public_key_publishes_and_signs_nothing()
    {
        using var whole = DevelopmentKey.Open(KeyFile);
        var file = Path.Combine(_folder.FullName, "key.pem");
        File.WriteAllText(file, whole.PublicPem());

        using var half = DevelopmentKey.Open(file);

        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(whole.KeySet()), System.Text.Json.JsonSerializer.Serialize(half.KeySet()));
        Assert.Throws<InvalidOperationException>(() => half.Sign(new DevelopmentToken { User = "ada", IssuedAt = DateTimeOffset.UnixEpoch, ExpiresAt = DateTimeOffset.UnixEpoch }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no key")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")]
    public void A_file_that_is_no_key_is_named(string content)
    {
        var file = Path.Combine(_folder.FullName, "key.pem");
        File.WriteAllText(file, content);

        var error = Assert.Throws<IOException>(() => DevelopmentKey.Open(file));
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }
}
