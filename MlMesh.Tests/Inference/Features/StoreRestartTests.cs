using MlMesh.Inference.Features;
using MlMesh.Tests.Inference.Store;
using Xunit;

namespace MlMesh.Tests.Inference.Features;

public sealed class StoreRestartTests(GarnetServer garnet) : IClassFixture<GarnetServer>
{
    [Fact]
    public async Task After_a_restart_that_emptied_the_store_its_tables_come_back_by_themselves()
    {
        await using var services = await FeatureServices.ConnectAsync(garnet.ConnectionString, ("VersionCheckInterval", "01:00:00"));
        await services.LoadAsync();
        Assert.False((await services.ReadAsync(Samples.Flight(Samples.At("12:00")), Samples.AllFeatures)).Degraded);

        await garnet.KillAsync();
        Assert.True(await services.EventuallyAsync(vector => vector.Degraded));
        await garnet.StartAsync();

        Assert.True(await services.EventuallyAsync(vector => !vector.Degraded && vector.Status("route:late_rate") == FeatureStatus.Present));
    }
}
