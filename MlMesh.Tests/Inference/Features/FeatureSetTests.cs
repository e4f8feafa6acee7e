using MlMesh.Inference.Features;
using Xunit;

namespace MlMesh.Tests.Inference.Features;

public sealed class FeatureSetTests
{
    [Theory]
    [InlineData("airport:origin_rate")]
    [InlineData("flight:Hour")]
    [InlineData("airport_window:origin_late_rate_2h")]
    [InlineData("airport_window:route_departures_late_rate_2h")]
    [InlineData("system_window:late_rate_0h")]
    [InlineData("system_window:late_rate_25h")]
    [InlineData("")]
    public void A_feature_that_does_not_exist_is_named_with_those_that_do(string name)
    {
        var failure = Assert.Throws<ArgumentException>(() => FeatureSet.Create([new FeatureDefinition(name, 0)]));
        Assert.Contains($"'{name}'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("route:late_rate", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("airport_window:destination_departures_late_rate_1h")]
    [InlineData("system_window:late_rate_24h")]
    public void A_window_may_have_any_length_of_one_to_24_hours(string name) =>
        Assert.Equal(name, FeatureSet.Create([new FeatureDefinition(name, 0)]).Definitions.Single().Name);
}
