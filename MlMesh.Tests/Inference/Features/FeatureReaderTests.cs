using MlMesh.Inference.Features;
using MlMesh.Tests.Inference.Store;
using Xunit;

namespace MlMesh.Tests.Inference.Features;

public sealed class FeatureReaderTests(GarnetServer garnet) : IClassFixture<GarnetServer>, IAsyncLifetime
{
    private FeatureServices _services = null!;

    public async ValueTask InitializeAsync()
    {
        _services = await FeatureServices.ConnectAsync(garnet.ConnectionString, ("VersionCheckInterval", "00:00:00"));
        await _services.Store.GetDatabase().ExecuteAsync("FLUSHALL");
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task A_flight_of_known_airports_has_all_its_historical_rates()
    {
        await _services.LoadAsync();
        var vector = await _services.ReadAsync(Samples.Flight(Samples.At("17:30")), Samples.AllFeatures);

        Assert.Equal(17.5f, vector.Value("flight:hour"));
        Assert.Equal(0, vector.Value("flight:weekday"));
        Assert.Equal(733, vector.Value("flight:distance"));
        Assert.All(Samples.Names[..6], name => Assert.Equal(FeatureStatus.Present, vector.Status(name)));
        Assert.Equal(Rate("airports.csv", "ORD", 7), vector.Value("airport:origin_late_rate"));
        Assert.Equal(Rate("airports.csv", "LGA", 9), vector.Value("airport:destination_late_rate"));
        Assert.Equal(Rate("routes.csv", "ORD,LGA", 4), vector.Value("route:late_rate"));
        Assert.False(vector.Degraded);
    }

    [Fact]
    public async Task A_route_that_training_never_saw_has_the_default_rate()
    {
        await _services.LoadAsync();
        var vector = await _services.ReadAsync(Samples.Flight(Samples.At("17:30"), "ABE", "SEA"), Samples.AllFeatures);
        Assert.Equal(FeatureStatus.Present, vector.Status("airport:origin_late_rate"));
        Assert.Equal(FeatureStatus.Default, vector.Status("route:late_rate"));
        Assert.Equal(Samples.OverallLateRate, vector.Value("route:late_rate"));
        Assert.False(vector.Degraded);
    }

    [Fact]
    public async Task An_answer_is_degraded_until_the_tables_are_loaded()
    {
        var before = await _services.ReadAsync(Samples.Flight(Samples.At("17:30")), Samples.AllFeatures);
        Assert.Contains("run load-features", before.DegradedReason, StringComparison.Ordinal);

        await _services.LoadAsync();
        var after = await _services.ReadAsync(Samples.Flight(Samples.At("17:30")), Samples.AllFeatures);
        Assert.Null(after.DegradedReason);
    }

    [Fact]
    public async Task Tables_of_another_training_degrade_the_answer_and_are_named()
    {
        await _services.LoadAsync();
        await _services.Store.GetDatabase().StringSetAsync(FeatureKeys.Version, "0123456789abcdef");
        var vector = await _services.ReadAsync(Samples.Flight(Samples.At("17:30")), Samples.AllFeatures);
        Assert.Contains("0123456789abcdef", vector.DegradedReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prediction_costs_one_round_trip()
    {
        await _services.LoadAsync();
        await using var relay = new StoreRelay(garnet.Port);
        await using var services = await FeatureServices.ConnectAsync(relay.Address);
        await services.ReadAsync(Samples.Flight(Samples.At("17:30")), Samples.AllFeatures);

        var before = relay.RoundTrips;
        for (var i = 0; i < 10; i++)
            await services.ReadAsync(Samples.Flight(Samples.At("17:30").AddMinutes(i)), Samples.AllFeatures);
        // The client's own heartbeat may come between.
        Assert.InRange(relay.RoundTrips - before, 10, 12);
    }

    [Fact]
    public async Task A_value_that_is_no_number_is_defaulted()
    {
        await _services.LoadAsync();
        await _services.Store.GetDatabase().HashSetAsync(FeatureKeys.Route("ORD", "LGA"), "late_rate", "n/a");
        var vector = await _services.ReadAsync(Samples.Flight(Samples.At("17:30")), Samples.AllFeatures);
        Assert.Equal(FeatureStatus.Default, vector.Status("route:late_rate"));
    }

    [Fact]
    public async Task A_key_of_another_kind_degrades_the_answer_instead_of_failing_it()
    {
        await _services.LoadAsync();
        await _services.Store.GetDatabase().KeyDeleteAsync(FeatureKeys.Route("ORD", "LGA"));
        await _services.Store.GetDatabase().ListRightPushAsync(FeatureKeys.Route("ORD", "LGA"), "x");
        var vector = await _services.ReadAsync(Samples.Flight(Samples.At("17:30")), Samples.AllFeatures);
        Assert.Equal("The feature store answered with an error.", vector.DegradedReason);
    }

    private static float Rate(string table, string key, int column)
    {
        var line = File.ReadLines(Repository.PathOf("models", "flight-delay", "features", table)).Single(line => line.StartsWith(key + ",", StringComparison.Ordinal));
        return float.Parse(line.Split(',')[column], System.Globalization.CultureInfo.InvariantCulture);
    }
}
