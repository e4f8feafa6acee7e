using System.Globalization;
using System.Text.RegularExpressions;

namespace MlMesh.Inference.Features;

/// <summary>The features there are, by their Feast-style names.</summary>
internal static partial class FeatureCatalog
{
    /// <summary>Longest window in hours that a feature may ask for.</summary>
    public const int MaxWindowHours = 24;

    private const string Known =
        "flight:hour, flight:weekday, flight:distance, airport:origin_late_rate, airport:destination_late_rate, route:late_rate, " +
        "airport_window:{origin|destination}_{departures|arrivals}_late_rate_{1-24}h, system_window:late_rate_{1-24}h";

    private static readonly Dictionary<string, FeatureSource> Named = new(StringComparer.Ordinal)
    {
        ["flight:hour"] = new FlightSource(static flight => (float)(flight.Scheduled.TimeOfDay.TotalMinutes / 60)),
        ["flight:weekday"] = new FlightSource(static flight => ((int)flight.Scheduled.DayOfWeek + 6) % 7),
        ["flight:distance"] = new FlightSource(static flight => (float)flight.Distance),
        ["airport:origin_late_rate"] = new TableSource(TableEntity.Origin, "origin_late_rate"),
        ["airport:destination_late_rate"] = new TableSource(TableEntity.Destination, "destination_late_rate"),
        ["route:late_rate"] = new TableSource(TableEntity.Route, "late_rate"),
    };

    /// <summary>Finds a feature.</summary>
    /// <exception cref="ArgumentException">There is no such feature.</exception>
    public static FeatureSource Find(string name)
    {
        if (Named.TryGetValue(name, out var source))
            return source;
        var window = Window().Match(name);
        if (!window.Success || int.Parse(window.Groups["hours"].Value, CultureInfo.InvariantCulture) is not (>= 1 and <= MaxWindowHours and var hours))
            throw new ArgumentException($"There is no feature '{name}'. Known are {Known}.", nameof(name));
        if (!window.Groups["end"].Success)
            return new WindowSource(WindowEntity.System, WindowCounter.System, hours);
        return new WindowSource(
            window.Groups["end"].ValueSpan is "origin" ? WindowEntity.Origin : WindowEntity.Destination,
            window.Groups["counter"].ValueSpan is "departures" ? WindowCounter.Departures : WindowCounter.Arrivals,
            hours);
    }

    [GeneratedRegex("^(?:airport_window:(?<end>origin|destination)_(?<counter>departures|arrivals)_|system_window:)late_rate_(?<hours>[0-9]{1,2})h$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Window();
}
