using Xunit;

namespace MlMesh.Tests.AppHost;

public sealed class ManifestTests
{
    [Fact]
    public async Task The_manifest_is_the_one_that_Aspire_writes()
    {
        var manifest = await AppHostManifest.Write();

        var expected = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "AppHost", "manifest.json"), TestContext.Current.CancellationToken);
        Assert.Equal(expected, manifest);
    }
}
