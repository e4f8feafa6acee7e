using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Xunit;

namespace MlMesh.Tests.AppHost;

public sealed class FeatureStoreChoiceTests
{
    [Fact]
    public async Task The_feature_store_is_Garnet_unless_the_container_is_asked_for()
    {
        await using var garnet = await DistributedApplicationTestingBuilder.CreateAsync<Projects.MlMesh_AppHost>(TestContext.Current.CancellationToken);
        await using var container = await DistributedApplicationTestingBuilder.CreateAsync<Projects.MlMesh_AppHost>(["--FeatureStore:Container=true"], TestContext.Current.CancellationToken);

        Assert.Contains(garnet.Resources, resource => resource is ExecutableResource { Name: AppHostFixture.FeatureStoreServer });
        Assert.Contains(container.Resources, resource => resource is RedisResource { Name: "feature-store" });
        Assert.DoesNotContain(container.Resources, resource => resource is ExecutableResource { Name: AppHostFixture.FeatureStoreServer });
    }
}
