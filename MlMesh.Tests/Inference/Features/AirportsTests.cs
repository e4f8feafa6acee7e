using MlMesh.Inference.Features;
using Xunit;

namespace MlMesh.Tests.Inference.Features;

public sealed class AirportsTests
{
    private readonly Airports _airports = new(FeatureTables.Read(Repository.PathOf("models", "flight-delay", "features")));

    [Theory]
    [InlineData("ORD")]
    [InlineData("ord")]
    public void An_airport_is_found_in_any_case(string iata)
    {
        Assert.True(_airports.TryGet(iata, out var airport));
        Assert.Equal(("ORD", "Chicago", "IL"), (airport.Iata, airport.City, airport.State));
        Assert.InRange(airport.Latitude, 41.9, 42.0);
        Assert.InRange(airport.Longitude, -88.0, -87.8);
    }

    [Theory]
    [InlineData("XXX")]
    [InlineData("")]
    [InlineData("ORDX")]
    public void An_unknown_airport_is_not_found(string iata) => Assert.False(_airports.TryGet(iata, out _));

    [Fact]
    public void Every_airport_of_the_replayed_week_is_known_and_named()
    {
        var codes = ReplayedWeek.Flights(new DateOnly(2001, 6, 4), days: 7).SelectMany(flight => new[] { flight.Origin, flight.Destination }).Distinct();
        Assert.All(codes, code => Assert.True(_airports.TryGet(code, out _), code));
        Assert.Equal(229, _airports.All.Count);
        Assert.All(_airports.All, airport => Assert.All([airport.Name, airport.City, airport.State], text => Assert.False(string.IsNullOrWhiteSpace(text), airport.Iata)));
    }

    [Fact]
    public void A_flown_route_has_its_own_distance() => Assert.Equal(733, _airports.DistanceBetween("ord", "LGA"));

    [Fact]
    public void A_route_that_nobody_flew_has_the_great_circle_distance() => Assert.InRange(_airports.DistanceBetween("ABE", "SEA") ?? 0, 2300, 2400);

    [Fact]
    public void There_is_no_distance_to_an_unknown_airport() => Assert.Null(_airports.DistanceBetween("ORD", "XXX"));
}
