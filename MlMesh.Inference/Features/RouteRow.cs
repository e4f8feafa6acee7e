namespace MlMesh.Inference.Features;

/// <summary>A line of <c>routes.csv</c>; the rate keeps the digits of the file.</summary>
internal sealed record RouteRow(string Origin, string Destination, double Distance, string LateRate)
{
    public static RouteRow From(CsvRow row)
    {
        _ = row.Number("late_rate");
        return new(row["origin"], row["destination"], row.Number("distance"), row["late_rate"]);
    }
}
