using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Xunit;

namespace MlMesh.Tests.AppHost;

[Collection(OwnAppHosts.Name)]
public sealed class SeveralAppHostsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Several_AppHosts_run_at_once_each_on_its_own_ports_and_store()
    {
        using var patience = new CancellationTokenSource(Patience);
        var applications = await Task.WhenAll(StartAsync(patience.Token), StartAsync(patience.Token));
        try
        {
            await Task.WhenAll(applications.Select(application => application.ResourceNotifications.WaitForResourceHealthyAsync("gateway", patience.Token)));

            var addresses = applications.SelectMany(application => new[] { "gateway", "model-inference-v1", "model-inference-v2", AppHostFixture.FeatureStoreServer }
                .Select(resource => application.GetEndpoint(resource).Port)).ToArray();
            Assert.Distinct(addresses);
            Assert.DoesNotContain(8080, addresses);
        }
        finally
        {
            foreach (var application in applications)
                await application.DisposeAsync();
        }
    }

    private static async Task<DistributedApplication> StartAsync(CancellationToken cancellationToken)
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.MlMesh_AppHost>(cancellationToken);
        var application = await builder.BuildAsync(cancellationToken);
        await application.StartAsync(cancellationToken);
        return application;
    }
}
