using MlMesh.Inference.Features;
using MlMesh.Tests.Inference.Store;
using Xunit;

namespace MlMesh.Tests.Inference.Features;

public sealed class AsOfTests(GarnetServer garnet) : IClassFixture<GarnetServer>, IAsyncLifetime
{
    private FeatureServices _services = null!;

    public async ValueTask InitializeAsync()
    {
        _services = await FeatureServices.ConnectAsync(garnet.ConnectionString);
        await _services.Store.GetDatabase().ExecuteAsync("FLUSHALL");
        await _services.LoadAsync();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task An_outcome_one_minute_in_the_future_changes_nothing()
    {
        var asOf = Samples.At("18:10");
        await _services.AddAsync(Samples.KnownAt(Samples.At("17:20")), Samples.KnownAt(Samples.At("16:40"), late: false));
        var before = await _services.ReadAsync(Samples.Flight(asOf), Samples.AllFeatures);

        await _services.AddAsync([.. Enumerable.Repeat(Samples.KnownAt(asOf.AddMinutes(1)), 50), .. Enumerable.Repeat(Samples.KnownAt(asOf.AddMinutes(1), origin: "LGA", destination: "ORD"), 50)]);
        var after = await _services.ReadAsync(Samples.Flight(asOf), Samples.AllFeatures);

        Assert.Equal(before.Values, after.Values);
        Assert.Equal(before.Age, after.Age);
    }

    [Theory]
    [InlineData("17:59:59", "18:00", true)]
    [InlineData("18:00", "18:00", false)]
    [InlineData("17:31", "17:59", false)]
    [InlineData("17:31", "18:00", true)]
    [InlineData("16:00", "18:00", true)]
    [InlineData("15:59:59", "18:00", false)]
    [InlineData("16:01", "18:29", true)]
    [InlineData("16:01", "18:30", false)]
    public async Task A_window_of_two_hours_holds_the_four_half_hours_that_ended_by_then(string known, string asOf, bool counted)
    {
        await _services.AddAsync(Samples.KnownAt(Samples.At(known)));
        var vector = await _services.ReadAsync(Samples.Flight(Samples.At(asOf)), Samples.AllFeatures);

        var expected = counted ? (1 + 5 * 0.206228) / 6 : 0.206228;
        Assert.Equal((float)expected, vector.Value("airport_window:origin_departures_late_rate_2h"));
        Assert.Equal(counted ? FeatureStatus.Present : FeatureStatus.Default, vector.Status("airport_window:origin_departures_late_rate_2h"));
    }

    [Fact]
    public async Task Outcomes_count_alike_in_whatever_order_they_arrive()
    {
        var flight = Samples.Flight(Samples.At("09:10", day: 5));
        FlightOutcome[] outcomes =
        [
            Samples.KnownAt(Samples.At("08:50", day: 5)), Samples.KnownAt(Samples.At("08:20", day: 5), late: false), Samples.KnownAt(Samples.At("03:40", day: 5)),
            Samples.KnownAt(Samples.At("23:50")), Samples.KnownAt(Samples.At("07:59", day: 5), origin: "LGA", destination: "ORD"),
        ];
        foreach (var outcome in outcomes)
            await _services.AddAsync(outcome);
        var forwards = await _services.ReadAsync(flight, Samples.AllFeatures);

        await _services.Store.GetDatabase().KeyDeleteAsync([FeatureKeys.AirportWindow("ORD"), FeatureKeys.AirportWindow("LGA"), FeatureKeys.SystemWindow]);
        foreach (var outcome in outcomes.Reverse())
            await _services.AddAsync(outcome);
        var backwards = await _services.ReadAsync(flight, Samples.AllFeatures);

        Assert.Equal(forwards.Values, backwards.Values);
        Assert.Equal((float)((2 + 5 * 0.206228) / (3 + 5)), backwards.Value("airport_window:origin_departures_late_rate_6h"));
    }

    [Fact]
    public async Task Each_end_and_the_system_count_their_own()
    {
        await _services.AddAsync(Samples.KnownAt(Samples.At("17:10"), origin: "ORD", destination: "BOS"), Samples.KnownAt(Samples.At("17:10"), late: false, origin: "BOS", destination: "LGA"));
        var vector = await _services.ReadAsync(Samples.Flight(Samples.At("18:00")), Samples.AllFeatures);

        Assert.Equal((float)((1 + 5 * 0.206228) / 6), vector.Value("airport_window:origin_departures_late_rate_2h"));
        Assert.Equal(FeatureStatus.Default, vector.Status("airport_window:origin_arrivals_late_rate_2h"));
        Assert.Equal((float)(5 * 0.206228 / 6), vector.Value("airport_window:destination_arrivals_late_rate_3h"));
        Assert.Equal(FeatureStatus.Default, vector.Status("airport_window:destination_departures_late_rate_3h"));
        Assert.Equal((float)((1 + 50 * 0.206228) / 52), vector.Value("system_window:late_rate_2h"));
    }

    [Fact]
    public async Task The_age_is_the_time_since_the_newest_half_hour_that_held_anything()
    {
        await _services.AddAsync(Samples.KnownAt(Samples.At("16:10")), Samples.KnownAt(Samples.At("16:40"), origin: "SEA", destination: "LGA"));
        var vector = await _services.ReadAsync(Samples.Flight(Samples.At("18:10")), Samples.AllFeatures);
        Assert.Equal(TimeSpan.FromMinutes(70), vector.Age);
    }

    [Fact]
    public async Task No_clock_decides_a_feature()
    {
        var asOf = new DateTime(1995, 3, 1, 12, 0, 0);
        await _services.AddAsync(Samples.KnownAt(asOf.AddMinutes(-10)));
        var longAgo = await _services.ReadAsync(Samples.Flight(asOf), Samples.AllFeatures);
        Assert.Equal((float)((1 + 5 * 0.206228) / 6), longAgo.Value("airport_window:origin_departures_late_rate_2h"));
    }
}
