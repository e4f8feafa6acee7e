using System.Text.Json;

namespace MlMesh.Inference.Flights;

/// <summary>Reads the members of a request's JSON object; a wrong one becomes an error of its field.</summary>
internal static class JsonFields
{
    /// <summary>Begins to read a body that is one object.</summary>
    /// <exception cref="BadHttpRequestException">It is something else.</exception>
    public static Utf8JsonReader Open(ReadOnlySpan<byte> body)
    {
        var json = new Utf8JsonReader(body);
        return json.Read() && json.TokenType == JsonTokenType.StartObject ? json : throw new BadHttpRequestException("The body must be a JSON object.");
    }

    /// <summary>Moves to the object's next member.</summary>
    /// <returns>Whether there is one; the end of the object is the end of the body.</returns>
    public static bool MoveToMember(ref Utf8JsonReader json)
    {
        if (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            return true;
        // The reader refuses what follows the object only when it is asked to go on.
        json.Read();
        return false;
    }

    /// <summary>Passes over the value of a member that means nothing here.</summary>
    public static void SkipMember(ref Utf8JsonReader json)
    {
        json.Read();
        json.Skip();
    }

    /// <summary>Reads the flight's member that the reader stands at the name of.</summary>
    /// <returns>Whether it is one; otherwise the reader has not moved.</returns>
    public static bool TryReadFlight(ref Utf8JsonReader json, FlightInput flight, FieldErrors errors)
    {
        if (json.ValueTextEquals("origin"u8))
            flight.Origin = ReadString(ref json, FlightValidator.Origin, errors);
        else if (json.ValueTextEquals("destination"u8))
            flight.Destination = ReadString(ref json, FlightValidator.Destination, errors);
        else if (json.ValueTextEquals("scheduled"u8))
            flight.Scheduled = ReadString(ref json, FlightValidator.Scheduled, errors);
        else if (json.ValueTextEquals("asOf"u8))
            flight.AsOf = ReadString(ref json, FlightValidator.AsOf, errors);
        else if (json.ValueTextEquals("distance"u8))
            flight.Distance = ReadNumber(ref json, FlightValidator.Distance, errors);
        else
            return false;
        return true;
    }

    /// <summary>Reads the string that follows; <see langword="null"/> for null or for anything else, which is an error.</summary>
    public static string? ReadString(ref Utf8JsonReader json, string field, FieldErrors errors)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String)
            return json.GetString();
        if (json.TokenType != JsonTokenType.Null)
            errors.Add(field, $"{field} must be a string.");
        json.Skip();
        return null;
    }

    /// <summary>Reads the number that follows; <see langword="null"/> for null or for anything else, which is an error.</summary>
    public static double? ReadNumber(ref Utf8JsonReader json, string field, FieldErrors errors)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Number && json.TryGetDouble(out var value))
            return value;
        if (json.TokenType != JsonTokenType.Null)
            errors.Add(field, $"{field} must be a number.");
        json.Skip();
        return null;
    }

    /// <summary>Reads the whole number that follows; <see langword="null"/> for null or for anything else, which is an error.</summary>
    public static int? ReadWholeNumber(ref Utf8JsonReader json, string field, FieldErrors errors)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var value))
            return value;
        if (json.TokenType != JsonTokenType.Null)
            errors.Add(field, $"{field} must be a whole number.");
        json.Skip();
        return null;
    }
}
