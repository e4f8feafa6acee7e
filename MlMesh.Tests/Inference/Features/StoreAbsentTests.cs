using MlMesh.Inference.Features;
using Xunit;

namespace MlMesh.Tests.Inference.Features;

public sealed class StoreAbsentTests
{
    /// <summary>No server listens on port 1.</summary>
    private const string Nowhere = "127.0.0.1:1";

    [Fact]
    public async Task Without_a_store_the_defaults_of_the_model_stand_in()
    {
        await using var services = await FeatureServices.ConnectAsync(Nowhere);
        var features = FeatureSet.Create([new("flight:distance", null), new("airport:origin_late_rate", 0.25f), new("system_window:late_rate_2h", 0.5f)]);

        var vector = await services.ReadAsync(Samples.Flight(Samples.At("12:00")), features);

        Assert.Equal([733, 0.25f, 0.5f], vector.Values);
        Assert.Equal([FeatureStatus.Present, FeatureStatus.Default, FeatureStatus.Default], vector.Statuses);
        Assert.True(vector.Degraded);
        Assert.Equal("The feature store cannot be reached.", vector.DegradedReason);
        Assert.Null(vector.Age);
        Assert.Empty(vector.Missing);
    }

    [Fact]
    public async Task A_feature_without_default_is_missing_while_the_store_is_down()
    {
        await using var services = await FeatureServices.ConnectAsync(Nowhere);
        var features = FeatureSet.Create([new("route:late_rate", null), new("airport:origin_late_rate", 0.25f)]);

        var vector = await services.ReadAsync(Samples.Flight(Samples.At("12:00")), features);

        Assert.Equal(["route:late_rate"], vector.Missing);
        Assert.Equal([FeatureStatus.Missing, FeatureStatus.Default], vector.Statuses);
    }

    [Fact]
    public async Task A_model_that_needs_nothing_from_the_store_is_not_degraded_without_it()
    {
        await using var services = await FeatureServices.ConnectAsync(Nowhere);
        var vector = await services.ReadAsync(Samples.Flight(Samples.At("12:00")), FeatureSet.Create([new("flight:hour", null), new("flight:weekday", null)]));
        Assert.Equal([12, 0], vector.Values);
        Assert.False(vector.Degraded);
    }
}
