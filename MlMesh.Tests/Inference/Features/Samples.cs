using System.Globalization;
using MlMesh.Inference.Features;

namespace MlMesh.Tests.Inference.Features;

/// <summary>Flights and features that tests share.</summary>
internal static class Samples
{
    public const float OverallLateRate = 0.206228f;

    public static readonly string[] Names =
    [
        "flight:hour", "flight:weekday", "flight:distance", "airport:origin_late_rate", "airport:destination_late_rate", "route:late_rate",
        "airport_window:origin_departures_late_rate_2h", "airport_window:origin_departures_late_rate_6h", "airport_window:origin_arrivals_late_rate_2h",
        "airport_window:destination_departures_late_rate_3h", "airport_window:destination_arrivals_late_rate_3h", "system_window:late_rate_2h",
    ];

    /// <summary>All features of v2, each with the default of its card.</summary>
    public static FeatureSet AllFeatures { get; } = FeatureSet.Create(Names.Select(name => new FeatureDefinition(name, OverallLateRate)));

    /// <summary>Monday, 4 June 2001.</summary>
    public static DateTime At(string time, int day = 4) => new DateTime(2001, 6, day) + TimeSpan.Parse(time, CultureInfo.InvariantCulture);

    public static Flight Flight(DateTime asOf, string origin = "ORD", string destination = "LGA") => new(origin, destination, asOf, 733, asOf);

    /// <summary>An outcome that becomes known at a given moment: of 750 miles, so 30 + 100 minutes and its delay after it left.</summary>
    public static FlightOutcome KnownAt(DateTime moment, bool late = true, string origin = "ORD", string destination = "LGA")
    {
        var delay = late ? 60 : 0;
        return new FlightOutcome(origin, destination, moment.AddMinutes(-130 - delay), 750, delay);
    }

    public static float Value(this FeatureVector vector, string name) => vector.Values[Array.IndexOf(Names, name)];

    public static FeatureStatus Status(this FeatureVector vector, string name) => vector.Statuses[Array.IndexOf(Names, name)];
}
