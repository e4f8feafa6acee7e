using System.Collections.ObjectModel;

namespace MlMesh.Mesh.Resources;

/// <summary>Selects objects by their labels; an empty one selects all.</summary>
[OtherFieldsIgnored]
public sealed record LabelSelector
{
    /// <summary>Labels with their values.</summary>
    public IReadOnlyDictionary<string, string> MatchLabels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Further requirements.</summary>
    public IReadOnlyList<LabelRequirement> MatchExpressions { get; init; } = [];
}
