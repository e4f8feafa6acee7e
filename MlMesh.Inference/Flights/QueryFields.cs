using System.Globalization;

namespace MlMesh.Inference.Flights;

/// <summary>Reads a flight from a query string.</summary>
internal static class QueryFields
{
    public static FlightInput ReadFlight(IQueryCollection query, FieldErrors errors)
    {
        var input = new FlightInput
        {
            Origin = Single(query, FlightValidator.Origin, errors),
            Destination = Single(query, FlightValidator.Destination, errors),
            Scheduled = Single(query, FlightValidator.Scheduled, errors),
            AsOf = Single(query, FlightValidator.AsOf, errors),
        };
        if (Single(query, FlightValidator.Distance, errors) is not { } text)
            return input;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var distance))
            input.Distance = distance;
        else
            errors.Add(FlightValidator.Distance, $"{FlightValidator.Distance} must be a number.");
        return input;
    }

    private static string? Single(IQueryCollection query, string field, FieldErrors errors)
    {
        var values = query[field];
        if (values.Count > 1)
            errors.Add(field, $"{field} is given more than once.");
        return values.Count == 1 ? values[0] : null;
    }
}
