using MlMesh.Inference.Features;
using MlMesh.Tests.Inference.Store;
using StackExchange.Redis;
using Xunit;

namespace MlMesh.Tests.Inference.Features;

public sealed class FeatureLoaderTests(GarnetServer garnet) : IClassFixture<GarnetServer>
{
    [Fact]
    public async Task Loading_twice_leaves_the_store_as_loading_once_does()
    {
        await using var services = await FeatureServices.ConnectAsync(garnet.ConnectionString);
        var database = services.Store.GetDatabase();
        await database.ExecuteAsync("FLUSHALL");

        await services.LoadAsync();
        var once = await DumpAsync(database);
        await services.LoadAsync();

        Assert.Equal(once, await DumpAsync(database));
        Assert.Equal(services.Get<FeatureTables>().Version, (string?)await database.StringGetAsync(FeatureKeys.Version));
        Assert.Equal(229 + services.Get<FeatureTables>().Routes.Count + 1, (long)await database.ExecuteAsync("DBSIZE"));
    }

    [Fact]
    public async Task Loading_repairs_what_was_changed_and_leaves_the_online_windows_alone()
    {
        await using var services = await FeatureServices.ConnectAsync(garnet.ConnectionString);
        var database = services.Store.GetDatabase();
        await services.LoadAsync();
        await services.AddAsync(Samples.KnownAt(Samples.At("10:10")));
        await database.HashSetAsync(FeatureKeys.Airport("ORD"), "origin_late_rate", "0.9");

        await services.LoadAsync();

        Assert.NotEqual("0.9", (string?)await database.HashGetAsync(FeatureKeys.Airport("ORD"), "origin_late_rate"));
        Assert.True(await database.HashLengthAsync(FeatureKeys.AirportWindow("ORD")) > 0);
    }

    [Fact]
    public async Task The_command_fails_with_a_reason_when_the_store_cannot_be_reached_in_time()
    {
        await using var relay = new StoreRelay(1);
        await using var services = await FeatureServices.ConnectAsync(relay.Address, ("LoadTimeout", "00:00:01"));
        var failure = await Assert.ThrowsAsync<TimeoutException>(services.LoadAsync);
        Assert.Contains(relay.Address, failure.Message, StringComparison.Ordinal);
        Assert.Contains("Features:LoadTimeout", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<string> DumpAsync(IDatabase database)
    {
        var server = database.Multiplexer.GetServer(database.Multiplexer.GetEndPoints()[0]);
        var lines = new List<string>();
        foreach (var key in server.Keys(pattern: "flights:*", pageSize: 1000).OrderBy(key => (string)key!, StringComparer.Ordinal))
            lines.Add($"{key} {string.Join(' ', (await database.HashGetAllAsync(key)).OrderBy(entry => (string)entry.Name!, StringComparer.Ordinal))}");
        return string.Join('\n', lines);
    }
}
