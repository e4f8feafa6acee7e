using Microsoft.Extensions.DependencyInjection;
using MlMesh.Inference.Features;
using MlMesh.Tests.Inference.Store;
using StackExchange.Redis;
using Xunit;

namespace MlMesh.Tests.Inference.Features;

public sealed class LoadFeaturesCommandTests(GarnetServer garnet) : IClassFixture<GarnetServer>
{
    [Fact]
    public async Task It_ends_with_0_when_the_store_holds_the_tables()
    {
        using var store = await garnet.ConnectAsync();
        Assert.Equal(0, await RunAsync(store));
        Assert.True(await store.GetDatabase().KeyExistsAsync(FeatureKeys.Version));
    }

    [Theory]
    [InlineData("--Features:LoadTimeout=00:00:00.200", "127.0.0.1:1")]
    [InlineData("--Features:LoadTimeout=0", null)]
    [InlineData("--Features:Tables=nowhere", null)]
    public async Task It_ends_with_1_when_it_cannot_do_its_work(string argument, string? address)
    {
        using var store = await GarnetServer.ConnectAsync(address ?? garnet.ConnectionString);
        Assert.Equal(1, await RunAsync(store, argument));
    }

    private static Task<int> RunAsync(ConnectionMultiplexer store, params string[] arguments) =>
        LoadFeaturesCommand.RunAsync(arguments, builder => builder.Services.AddSingleton<IConnectionMultiplexer>(store));
}
