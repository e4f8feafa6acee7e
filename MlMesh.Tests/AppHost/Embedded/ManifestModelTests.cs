using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Xunit;

namespace MlMesh.Tests.AppHost.Embedded;

public sealed class ManifestModelTests
{
    [Fact]
    public async Task What_concerns_only_a_run_does_not_appear()
    {
        using var folder = new TemporaryFolder();

        var plain = await PublishAsync(folder, builder => _ = (builder.AddProject<Projects.MlMesh_Gateway>("gateway"), builder.AddContainer("store", "redis", "8")));
        var full = await PublishAsync(folder, builder =>
        {
            var gateway = builder.AddProject<Projects.MlMesh_Gateway>("gateway").WithReplicas(3).WithHttpHealthCheck("/health/ready");
            var store = builder.AddContainer("store", "redis", "8").WithExplicitStart();
            var loader = builder.AddProject<Projects.MlMesh_Inference>("loader", launchProfileName: null).WaitFor(store).ExcludeFromManifest();
            gateway.WaitFor(store).WaitForCompletion(loader);
        });

        Assert.Equal(plain, full);
    }

    [Fact]
    public async Task Parameters_become_inputs_and_references_to_them()
    {
        using var folder = new TemporaryFolder();

        var manifest = JsonDocument.Parse(await PublishAsync(folder, builder =>
        {
            var password = builder.AddParameter("password", secret: true);
            var colour = builder.AddParameter("colour", "green", publishValueAsDefault: true);
            builder.AddRedis("store", password: password);
            builder.AddProject<Projects.MlMesh_Gateway>("gateway").WithEnvironment("COLOUR", colour);
        })).RootElement.GetProperty("resources");

        Assert.Equal("{password.inputs.value}", manifest.GetProperty("password").GetProperty("value").GetString());
        Assert.True(manifest.GetProperty("password").GetProperty("inputs").GetProperty("value").GetProperty("secret").GetBoolean());
        Assert.Equal("green", manifest.GetProperty("colour").GetProperty("inputs").GetProperty("value").GetProperty("default").GetProperty("value").GetString());
        Assert.Equal("{colour.value}", manifest.GetProperty("gateway").GetProperty("env").GetProperty("COLOUR").GetString());
        Assert.Contains(",password={password.value}", manifest.GetProperty("store").GetProperty("connectionString").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_publisher_is_refused()
    {
        var failure = Assert.Throws<DistributedApplicationException>(() => DistributedApplicationTestingBuilder.Create("--publisher", "helm", "--output-path", "x"));

        Assert.Contains("'helm'", failure.Message, StringComparison.Ordinal);
        await using var builder = DistributedApplicationTestingBuilder.Create("--publisher", "manifest");
        var application = await builder.BuildAsync(TestContext.Current.CancellationToken);
        var missing = await Assert.ThrowsAsync<DistributedApplicationException>(() => application.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains("--output-path", missing.Message, StringComparison.Ordinal);
    }

    private static async Task<string> PublishAsync(TemporaryFolder folder, Action<IDistributedApplicationBuilder> model)
    {
        var file = folder.File("manifest.json");
        await using var builder = DistributedApplicationTestingBuilder.Create("--publisher", "manifest", "--output-path", file);
        model(builder);
        var application = await builder.BuildAsync(TestContext.Current.CancellationToken);
        await application.StartAsync(TestContext.Current.CancellationToken);
        return await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
    }
}
