namespace MlMesh.Inference.Features;

/// <summary>A line of <c>airports.csv</c>; the rates keep the digits of the file, so that the store holds exactly what training used.</summary>
internal sealed record AirportRow(Airport Airport, string OriginLateRate, string DestinationLateRate)
{
    public static AirportRow From(CsvRow row)
    {
        _ = row.Number("origin_late_rate");
        _ = row.Number("destination_late_rate");
        return new(
            new Airport(row["iata"], row["name"], row["city"], row["state"], row.Number("latitude"), row.Number("longitude")),
            row["origin_late_rate"], row["destination_late_rate"]);
    }
}
