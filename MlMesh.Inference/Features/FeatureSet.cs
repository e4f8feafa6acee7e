namespace MlMesh.Inference.Features;

/// <summary>The features that a model asks for, in its order. Made once per model.</summary>
public sealed class FeatureSet
{
    private readonly FeatureDefinition[] _definitions;
    private readonly List<(int Index, FlightSource Source)> _flight = [];

    private FeatureSet(FeatureDefinition[] definitions)
    {
        _definitions = definitions;
        AllPresent = new FeatureStatus[definitions.Length];
        var tables = new List<(int Index, TableSource Source)>();
        var windows = new List<(int Index, WindowSource Source)>();
        for (var index = 0; index < definitions.Length; index++)
        {
            switch (FeatureCatalog.Find(definitions[index].Name))
            {
                case FlightSource flight: _flight.Add((index, flight)); break;
                case TableSource table: tables.Add((index, table)); break;
                case WindowSource window: windows.Add((index, window)); break;
            }
        }
        Reads = [
            .. tables.GroupBy(feature => feature.Source.Entity, (entity, asked) => new TableRead(entity, [.. asked.Select(feature => (feature.Index, feature.Source.Field))])),
            .. windows.GroupBy(feature => feature.Source.Entity, (entity, asked) => new WindowRead(entity, [.. asked])),
        ];
        StoreIndices = [.. tables.Select(feature => feature.Index), .. windows.Select(feature => feature.Index)];
    }

    /// <summary>The features in the model's order.</summary>
    public IReadOnlyList<FeatureDefinition> Definitions => _definitions;

    /// <summary>The commands of the one round trip; none when all features are in the request.</summary>
    internal IStoreRead[] Reads { get; }

    /// <summary>The features that the store holds.</summary>
    internal int[] StoreIndices { get; }

    /// <summary>The statuses when nothing is defaulted.</summary>
    internal IReadOnlyList<FeatureStatus> AllPresent { get; }

    /// <summary>Prepares a model's features.</summary>
    /// <param name="definitions">The features in the model's order.</param>
    /// <returns>The prepared set.</returns>
    /// <exception cref="ArgumentException">A feature is unknown; the message names it and the known ones.</exception>
    public static FeatureSet Create(IEnumerable<FeatureDefinition> definitions) => new([.. definitions]);

    /// <summary>Puts in what the request itself says.</summary>
    internal void AddFlight(Flight flight, FeatureVectorBuilder vector)
    {
        foreach (var (index, source) in _flight)
            vector.Present(index, source.Value(flight));
    }
}
