namespace MlMesh.Inference.Features;

/// <summary>Collects the values of one flight.</summary>
internal sealed class FeatureVectorBuilder(FeatureSet features)
{
    private readonly float[] _values = new float[features.Definitions.Count];
    private FeatureStatus[]? _statuses;
    private List<string>? _missing;
    private long _newest = long.MinValue;

    public void Present(int index, float value) => _values[index] = value;

    /// <summary>The store held nothing: the default stands in.</summary>
    public void Absent(int index)
    {
        var definition = features.Definitions[index];
        _values[index] = definition.Default ?? float.NaN;
        if (definition.Default is null)
            (_missing ??= []).Add(definition.Name);
        Mark(index, definition.Default is null ? FeatureStatus.Missing : FeatureStatus.Default);
    }

    /// <summary>An online feature: of an empty window it is the rate it is smoothed towards, which is what it defaults to.</summary>
    public void Window(int index, float value, bool empty)
    {
        _values[index] = value;
        if (empty)
            Mark(index, FeatureStatus.Default);
    }

    /// <summary>Notes that a bucket held something.</summary>
    public void Held(long bucket) => _newest = Math.Max(_newest, bucket);

    public FeatureVector Build(DateTime asOf, string? degradedReason) => new()
    {
        Values = _values,
        Statuses = _statuses ?? features.AllPresent,
        Age = _newest == long.MinValue ? null : asOf - EventTime.Close(_newest),
        DegradedReason = degradedReason,
        Missing = _missing ?? (IReadOnlyList<string>)[],
    };

    private void Mark(int index, FeatureStatus status) => (_statuses ??= new FeatureStatus[_values.Length])[index] = status;
}
