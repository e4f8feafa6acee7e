using System.Globalization;
using MlMesh.Inference.Features;

namespace MlMesh.Inference.Flights;

/// <summary>Makes a flight of what a caller gave, or says by field what is wrong with it.</summary>
internal sealed class FlightValidator(IAirports airports)
{
    public const string Origin = "origin";
    public const string Destination = "destination";
    public const string Scheduled = "scheduled";
    public const string Distance = "distance";
    public const string AsOf = "asOf";

    /// <summary>Miles to the other side of the Earth, rounded up.</summary>
    private const double LongestDistance = 12_500;

    private static readonly string[] TimeFormats = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    /// <summary>Validates a flight. A distance that was left out comes from the route or the airports' coordinates, an as-of time is the scheduled one.</summary>
    /// <returns>The flight; <see langword="null"/> when <paramref name="errors"/> has something.</returns>
    public Flight? Validate(FlightInput input, FieldErrors errors)
    {
        var origin = FindAirport(input.Origin, Origin, errors);
        var destination = FindAirport(input.Destination, Destination, errors);
        if (origin is not null && origin == destination)
            errors.Add(Destination, "destination must differ from origin.");
        var scheduled = ReadTime(input.Scheduled, Scheduled, errors);
        if (input.Scheduled is null && !errors.Has(Scheduled))
            errors.Add(Scheduled, "scheduled is missing: the scheduled departure in local time, for example 2001-06-04T17:30.");
        var asOf = ReadTime(input.AsOf, AsOf, errors);
        if (input.Distance is not (null or (> 0 and <= LongestDistance)))
            errors.Add(Distance, "distance must be more than 0 and at most 12500 miles.");
        if (!errors.None || scheduled is null)
            return null;
        var distance = input.Distance ?? airports.DistanceBetween(origin!.Iata, destination!.Iata);
        if (distance is null)
        {
            errors.Add(Distance, "distance is missing, and that between these airports is not known.");
            return null;
        }
        return new Flight(origin!.Iata, destination!.Iata, scheduled.Value, distance.Value, asOf ?? scheduled.Value);
    }

    private Airport? FindAirport(string? iata, string field, FieldErrors errors)
    {
        if (iata is not null && airports.TryGet(iata, out var airport))
            return airport;
        if (iata is not null)
            errors.Add(field, $"{field} '{(iata.Length <= 8 ? iata : iata[..8])}' is not the IATA code of an airport that the model knows.");
        else if (!errors.Has(field))
            errors.Add(field, $"{field} is missing: an airport's IATA code, for example ORD.");
        return null;
    }

    private static DateTime? ReadTime(string? text, string field, FieldErrors errors)
    {
        if (text is null)
            return null;
        if (DateTime.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) && time.Year is > 1 and < 9999)
            return time;
        errors.Add(field, $"{field} must be a local time without an offset, for example 2001-06-04T17:30.");
        return null;
    }
}
