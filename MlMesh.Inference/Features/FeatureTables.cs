using System.Text.Json;

namespace MlMesh.Inference.Features;

/// <summary>What training wrote for the store and for the server: <c>airports.csv</c>, <c>routes.csv</c>, <c>defaults.json</c>.</summary>
internal sealed class FeatureTables
{
    private const string AirportsFile = "airports.csv";
    private const string RoutesFile = "routes.csv";
    private const string DefaultsFile = "defaults.json";

    private FeatureTables(IReadOnlyList<AirportRow> airports, IReadOnlyList<RouteRow> routes, FeatureDefaults defaults, string version)
    {
        Airports = airports;
        Routes = routes;
        OverallLateRate = defaults.OverallLateRate;
        AirportWindowPriorFlights = defaults.AirportWindowPriorFlights;
        SystemWindowPriorFlights = defaults.SystemWindowPriorFlights;
        Version = version;
    }

    public IReadOnlyList<AirportRow> Airports { get; }

    public IReadOnlyList<RouteRow> Routes { get; }

    /// <summary>Late share of all flights of the training period: what windows are smoothed towards.</summary>
    public double OverallLateRate { get; }

    /// <summary>With how many flights at that rate an airport's window is smoothed.</summary>
    public double AirportWindowPriorFlights { get; }

    /// <summary>With how many flights at that rate the system's window is smoothed.</summary>
    public double SystemWindowPriorFlights { get; }

    /// <summary>Hash of the tables' bytes, as the model card states it.</summary>
    public string Version { get; }

    /// <summary>Reads the tables.</summary>
    /// <param name="folder">The folder that holds them.</param>
    /// <exception cref="InvalidDataException">A table is missing or not valid; the message names the file, the line and the column.</exception>
    public static FeatureTables Read(string folder)
    {
        var airports = new CsvTable(Path.Combine(folder, AirportsFile), "iata", "name", "city", "state", "latitude", "longitude", "origin_late_rate", "destination_late_rate");
        var routes = new CsvTable(Path.Combine(folder, RoutesFile), "origin", "destination", "distance", "late_rate");
        var defaults = Path.Combine(folder, DefaultsFile);
        return new FeatureTables(
            [.. airports.Rows.Select(AirportRow.From)], [.. routes.Rows.Select(RouteRow.From)],
            ReadDefaults(defaults), FeatureTablesVersion.Of([airports.Path, routes.Path, defaults]));
    }

    private static FeatureDefaults ReadDefaults(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return JsonSerializer.Deserialize(file, FeatureDefaultsJson.Default.FeatureDefaults) ?? throw new InvalidDataException($"{path}: is null.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path}: cannot be read: {e.Message} Set Features:Tables to the folder of the feature tables.", e);
        }
    }
}
