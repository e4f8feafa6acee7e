using System.Collections.ObjectModel;

namespace MlMesh.Mesh.Resources;

/// <summary>Selects workloads by label.</summary>
public sealed record MatchLabelsSelector
{
    /// <summary>Labels that they must have.</summary>
    public IReadOnlyDictionary<string, string> MatchLabels { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
