using Aspire.Hosting.Testing;
using Xunit;

namespace MlMesh.Tests.AppHost;

/// <summary>The manifest that the AppHost writes as it is now.</summary>
internal static class AppHostManifest
{
    private static readonly string AppHostDirectory = Path.GetDirectoryName(new Projects.MlMesh_AppHost().ProjectPath)!;

    public static async Task<string> Write()
    {
        // Paths in a manifest are relative to its folder: this one must lie in the AppHost's.
        var file = $"manifest-{Guid.NewGuid():n}.json";
        try
        {
            await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.MlMesh_AppHost>(
                ["--publisher", "manifest", "--output-path", file], TestContext.Current.CancellationToken);
            var application = await builder.BuildAsync(TestContext.Current.CancellationToken);
            await application.StartAsync(TestContext.Current.CancellationToken);
            return await File.ReadAllTextAsync(Path.Combine(AppHostDirectory, file), TestContext.Current.CancellationToken);
        }
        finally
        {
            File.Delete(Path.Combine(AppHostDirectory, file));
        }
    }
}
