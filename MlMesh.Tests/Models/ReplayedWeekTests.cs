using Xunit;

namespace MlMesh.Tests.Models;

public sealed class ReplayedWeekTests
{
    [Fact]
    public void The_week_holds_every_flight_of_seven_days_in_order()
    {
        var days = Enumerable.Range(0, 7).Select(i => new DateOnly(2001, 6, 4).AddDays(i)).ToArray();
        var total = 0;
        foreach (var day in days)
        {
            var flights = ReplayedWeek.Flights(day, days: 1).ToArray();
            Assert.All(flights, flight => Assert.Equal(day, DateOnly.FromDateTime(flight.Scheduled)));
            Assert.Equal(flights.OrderBy(flight => flight.Scheduled).Select(flight => flight.Scheduled), flights.Select(flight => flight.Scheduled));
            Assert.InRange(flights.Length, 14_000, 18_000);
            total += flights.Length;
        }
        Assert.Equal(116_594, total);
    }
}
