using System.Diagnostics.CodeAnalysis;

namespace MlMesh.Inference.Features;

internal sealed class Airports : IAirports
{
    private const double EarthRadiusMiles = 3958.8;

    private readonly Dictionary<string, Airport> _airports;
    private readonly Dictionary<(string Origin, string Destination), double> _routes;

    public Airports(FeatureTables tables)
    {
        _airports = tables.Airports.ToDictionary(row => row.Airport.Iata, row => row.Airport, StringComparer.OrdinalIgnoreCase);
        _routes = tables.Routes.ToDictionary(route => (route.Origin, route.Destination), route => route.Distance);
        All = [.. _airports.Values.OrderBy(airport => airport.Iata, StringComparer.Ordinal)];
    }

    public IReadOnlyCollection<Airport> All { get; }

    public bool TryGet(string iata, [NotNullWhen(true)] out Airport? airport) => _airports.TryGetValue(iata, out airport);

    public double? DistanceBetween(string origin, string destination)
    {
        if (!TryGet(origin, out var from) || !TryGet(destination, out var to))
            return null;
        if (_routes.TryGetValue((from.Iata, to.Iata), out var distance) || _routes.TryGetValue((to.Iata, from.Iata), out distance))
            return distance;
        return Math.Round(GreatCircle(from, to));
    }

    /// <summary>The haversine formula (R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68, 1984).</summary>
    private static double GreatCircle(Airport from, Airport to)
    {
        var latitudes = double.DegreesToRadians(to.Latitude - from.Latitude);
        var longitudes = double.DegreesToRadians(to.Longitude - from.Longitude);
        var a = Math.Pow(Math.Sin(latitudes / 2), 2)
            + Math.Cos(double.DegreesToRadians(from.Latitude)) * Math.Cos(double.DegreesToRadians(to.Latitude)) * Math.Pow(Math.Sin(longitudes / 2), 2);
        return 2 * EarthRadiusMiles * Math.Asin(Math.Min(1, Math.Sqrt(a)));
    }
}
