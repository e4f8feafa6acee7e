using System.Collections.ObjectModel;

namespace MlMesh.Mesh.Resources;

/// <summary>A named set of a service's pods.</summary>
public sealed record Subset
{
    /// <summary>The name that routes use.</summary>
    public string Name { get; init; } = "";

    /// <summary>Labels of its pods.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Overrides, part by part, the rule's policy.</summary>
    public TrafficPolicy? TrafficPolicy { get; init; }
}
