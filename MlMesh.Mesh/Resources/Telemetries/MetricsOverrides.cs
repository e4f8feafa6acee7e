using System.Collections.ObjectModel;

namespace MlMesh.Mesh.Resources;

/// <summary>Changes of metrics.</summary>
public sealed record MetricsOverrides
{
    /// <summary>Which metrics; absent: all.</summary>
    public MetricSelector? Match { get; init; }

    /// <summary>Whether they are off.</summary>
    public bool? Disabled { get; init; }

    /// <summary>Changes of labels by name.</summary>
    public IReadOnlyDictionary<string, TagOverride> TagOverrides { get; init; } = ReadOnlyDictionary<string, TagOverride>.Empty;
}
