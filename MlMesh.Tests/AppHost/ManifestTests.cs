using Aspire.Hosting.Testing;
using Xunit;

namespace MlMesh.Tests.AppHost;

public sealed class ManifestTests
{
    private static readonly string AppHostDirectory = Path.GetDirectoryName(new Projects.MlMesh_AppHost().ProjectPath)!;

    [Fact]
    public async Task The_manifest_is_the_one_that_Aspire_writes()
    {
        // Paths in a manifest are relative to its folder: this one must lie in the AppHost's.
        var file = $"manifest-{Guid.NewGuid():n}.json";
        try
        {
            await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.MlMesh_AppHost>(
                ["--publisher", "manifest", "--output-path", file], TestContext.Current.CancellationToken);
            var application = await builder.BuildAsync(TestContext.Current.CancellationToken);
            await application.StartAsync(TestContext.Current.CancellationToken);

            var manifest = await File.ReadAllTextAsync(Path.Combine(AppHostDirectory, file), TestContext.Current.CancellationToken);

            var expected = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "AppHost", "manifest.json"), TestContext.Current.CancellationToken);
            Assert.Equal(expected, manifest);
        }
        finally
        {
            File.Delete(Path.Combine(AppHostDirectory, file));
        }
    }
}
