using System.Globalization;
using System.IO.Compression;
using MlMesh.Inference.Features;

namespace MlMesh.Tests;

/// <summary>The flights of data/.</summary>
internal static class ReplayedWeek
{
    public static string FileOf(DateOnly day) => Repository.PathOf("data", $"flights-{day:yyyy-MM-dd}.csv.gz");

    public static IEnumerable<FlightOutcome> Flights(DateOnly first, int days)
    {
        for (var day = first; day < first.AddDays(days); day = day.AddDays(1))
        {
            using var reader = new StreamReader(new GZipStream(File.OpenRead(FileOf(day)), CompressionMode.Decompress));
            if (reader.ReadLine() is not "scheduled,origin,destination,distance,delay")
                throw new InvalidDataException($"{FileOf(day)} has another header.");
            while (reader.ReadLine() is { } line)
            {
                var fields = line.Split(',');
                yield return new FlightOutcome(
                    fields[1], fields[2], DateTime.ParseExact(fields[0], "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
                    double.Parse(fields[3], CultureInfo.InvariantCulture), int.Parse(fields[4], CultureInfo.InvariantCulture));
            }
        }
    }
}
