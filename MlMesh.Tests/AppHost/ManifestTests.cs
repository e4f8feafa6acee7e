using Aspire.Hosting.Testing;
using Xunit;

namespace MlMesh.Tests.AppHost;

public sealed class ManifestTests
{
    private static readonly string AppHostDirectory = Path.GetDirectoryName(new Projects.MlMesh_AppHost().ProjectPath)!;

    [Fact]
    public async Task The_manifest_is_the_one_that_Aspire_writes()
    {
        var manifest = await PublishAsync();

        var expected = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "AppHost", "manifest.json"), TestContext.Current.CancellationToken);
        Assert.Equal(Convert.ToHexString(expected), Convert.ToHexString(manifest));
    }

    private static async Task<byte[]> PublishAsync()
    {
        // Paths in a manifest are relative to its folder: this one must lie in the AppHost's.
        var file = $"manifest-{Guid.NewGuid():n}.json";
        var path = Path.Combine(AppHostDirectory, file);
        try
        {
            await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.MlMesh_AppHost>(
                ["--publisher", "manifest", "--output-path", file], TestContext.Current.CancellationToken);
            var application = await builder.BuildAsync(TestContext.Current.CancellationToken);
            await application.StartAsync(TestContext.Current.CancellationToken);
            return await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
