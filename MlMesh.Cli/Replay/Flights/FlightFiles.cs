using System.Globalization;
using System.IO.Compression;

namespace MlMesh.Cli.Replay.Flights;

/// <summary>Reads <c>flights-yyyy-MM-dd.csv.gz</c>: one file a day, ordered by departure.</summary>
internal static class FlightFiles
{
    private const string Pattern = "flights-*.csv.gz";
    private const string Header = "scheduled,origin,destination,distance,delay";

    /// <summary>Reads the first days, or all.</summary>
    /// <exception cref="CommandException">There is no data, or a line of it is wrong.</exception>
    public static IReadOnlyList<FlightRecord> Read(DirectoryInfo folder, int? days, int? limit)
    {
        var files = folder.Exists ? folder.GetFiles(Pattern).OrderBy(file => file.Name, StringComparer.Ordinal).ToArray() : [];
        if (files.Length == 0) throw new CommandException($"There is no {Pattern} in {folder.FullName}. Give the folder with --data.");
        if (days > files.Length) throw new CommandException($"--days {days}: {folder.FullName} has only {files.Length}.");

        List<FlightRecord> flights = [.. files.Take(days ?? files.Length).SelectMany(Read).Take(limit ?? int.MaxValue)];
        return flights.Count > 0 ? flights : throw new CommandException($"The files in {folder.FullName} hold no flights.");
    }

    private static IEnumerable<FlightRecord> Read(FileInfo file)
    {
        using var text = new StreamReader(new GZipStream(file.OpenRead(), CompressionMode.Decompress));
        if (ReadLine(text, file) is not Header) throw new CommandException($"{file.FullName}: the first line must be '{Header}'.");
        var previous = DateTime.MinValue;
        for (var number = 2; ReadLine(text, file) is { } line; number++)
        {
            var flight = Parse(line) ?? throw new CommandException($"{file.FullName}, line {number}: '{line}' is not {Header} with a time such as 2001-06-04T17:30 and whole numbers.");
            if (flight.Scheduled < previous) throw new CommandException($"{file.FullName}, line {number}: 'scheduled' goes back in time. Sort the file by it.");
            previous = flight.Scheduled;
            yield return flight;
        }
    }

    private static string? ReadLine(StreamReader text, FileInfo file)
    {
        try
        {
            return text.ReadLine();
        }
        catch (InvalidDataException exception)
        {
            throw new CommandException($"{file.FullName} is no gzip file: {exception.Message}");
        }
    }

    private static FlightRecord? Parse(string line) =>
        line.Split(',') is [var scheduled, { Length: 3 } origin, { Length: 3 } destination, var distance, var delay]
        && DateTime.TryParseExact(scheduled, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        && int.TryParse(distance, NumberStyles.None, CultureInfo.InvariantCulture, out var miles)
        && int.TryParse(delay, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var minutes)
            ? new FlightRecord(time, origin, destination, miles, minutes)
            : null;
}
