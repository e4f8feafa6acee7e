using MlMesh.Inference.Features;
using Xunit;

namespace MlMesh.Tests.Inference.Features;

public sealed class FlightOutcomeTests
{
    [Theory]
    [InlineData(750, 0, "14:10:00")]
    [InlineData(750, 22, "14:32:00")]
    [InlineData(750, -20, "13:50:00")]
    [InlineData(733, 0, "14:07:44")]
    [InlineData(21, -30, "12:02:48")]
    public void An_outcome_is_known_half_an_hour_the_flight_and_its_delay_after_departure(double distance, int delay, string known)
    {
        var outcome = new FlightOutcome("ORD", "LGA", Samples.At("12:00"), distance, delay);
        Assert.Equal(Samples.At(known), outcome.KnownAt);
    }

    [Fact]
    public void An_outcome_is_never_known_before_departure() =>
        Assert.Equal(Samples.At("12:00"), new FlightOutcome("ORD", "LGA", Samples.At("12:00"), 100, -500).KnownAt);

    [Theory]
    [InlineData(15, false)]
    [InlineData(16, true)]
    public void Late_is_more_than_15_minutes(int delay, bool late) =>
        Assert.Equal(late, new FlightOutcome("ORD", "LGA", Samples.At("12:00"), 733, delay).Late);
}
