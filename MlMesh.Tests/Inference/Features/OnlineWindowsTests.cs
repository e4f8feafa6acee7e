using MlMesh.Inference.Features;
using MlMesh.Tests.Inference.Store;
using StackExchange.Redis;
using Xunit;

namespace MlMesh.Tests.Inference.Features;

public sealed class OnlineWindowsTests(GarnetServer garnet) : IClassFixture<GarnetServer>, IAsyncLifetime
{
    private FeatureServices _services = null!;
    private IDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        _services = await FeatureServices.ConnectAsync(garnet.ConnectionString);
        _database = _services.Store.GetDatabase();
        await _database.ExecuteAsync("FLUSHALL");
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task A_key_holds_no_more_than_two_days_however_long_the_server_runs()
    {
        for (var day = 4; day <= 24; day++)
        {
            for (var hour = 0; hour < 24; hour += 3)
                await _services.AddAsync(Samples.KnownAt(Samples.At($"{hour}:10", day)));
        }
        // Two whole days before the first outcome of the last day, and the last day itself: three times eight buckets, two counters each.
        await EventuallyAsync(async () => await _database.HashLengthAsync(FeatureKeys.AirportWindow("ORD")) <= 3 * 8 * 2);
        await EventuallyAsync(async () => await _database.HashLengthAsync(FeatureKeys.SystemWindow) <= 3 * 8 * 2);
    }

    [Fact]
    public async Task Dropping_old_buckets_leaves_those_that_a_feature_may_read()
    {
        await _services.LoadAsync();
        await _services.AddAsync(Samples.KnownAt(Samples.At("10:10", day: 4)));
        await _services.AddAsync(Samples.KnownAt(Samples.At("21:10", day: 7)));
        await EventuallyAsync(async () => await _database.HashLengthAsync(FeatureKeys.AirportWindow("ORD")) == 2);
        await _services.AddAsync(Samples.KnownAt(Samples.At("00:10", day: 8)));

        var vector = await _services.ReadAsync(Samples.Flight(Samples.At("00:40", day: 8)), Samples.AllFeatures);
        Assert.Equal((float)((2 + 5 * 0.206228) / 7), vector.Value("airport_window:origin_departures_late_rate_6h"));
    }

    [Fact]
    public async Task An_outcome_of_an_earlier_day_does_not_lose_what_later_days_wrote()
    {
        await _services.AddAsync(Samples.KnownAt(Samples.At("10:10", day: 9)));
        await _services.AddAsync(Samples.KnownAt(Samples.At("10:10", day: 4)));
        await _services.AddAsync(Samples.KnownAt(Samples.At("10:40", day: 4)));
        Assert.Equal(6, await _database.HashLengthAsync(FeatureKeys.AirportWindow("ORD")));
    }

    [Fact]
    public async Task Counters_that_nobody_writes_any_more_are_dropped_after_a_month()
    {
        await _services.AddAsync(Samples.KnownAt(Samples.At("10:10")));
        foreach (var key in new RedisKey[] { FeatureKeys.AirportWindow("ORD"), FeatureKeys.AirportWindow("LGA"), FeatureKeys.SystemWindow })
            Assert.InRange(await _database.KeyTimeToLiveAsync(key) ?? TimeSpan.MaxValue, TimeSpan.FromDays(29), TimeSpan.FromDays(30));
    }

    [Fact]
    public async Task Increments_happen_only_if_the_callers_transaction_does()
    {
        await _database.StringSetAsync("claimed", "1");
        var transaction = _database.CreateTransaction();
        transaction.AddCondition(Condition.KeyNotExists("claimed"));
        _services.Windows.Add(transaction, Samples.KnownAt(Samples.At("10:10")));

        Assert.False(await transaction.ExecuteAsync());
        Assert.False(await _database.KeyExistsAsync(FeatureKeys.AirportWindow("ORD")));
    }

    [Fact]
    public async Task Servers_that_count_at_the_same_time_lose_nothing()
    {
        await using var other = await FeatureServices.ConnectAsync(garnet.ConnectionString);
        var known = Samples.At("10:10");
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => (i % 2 == 0 ? _services : other).AddAsync(Samples.KnownAt(known, late: i % 4 == 0))));

        var entries = (await _database.HashGetAllAsync(FeatureKeys.SystemWindow)).ToDictionary(entry => ((string)entry.Name!).Split(':')[1], entry => (long)entry.Value);
        Assert.Equal(new Dictionary<string, long> { ["n"] = 100, ["nl"] = 25 }, entries);
    }

    private static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await condition())
            await Task.Delay(20, patience.Token);
    }
}
