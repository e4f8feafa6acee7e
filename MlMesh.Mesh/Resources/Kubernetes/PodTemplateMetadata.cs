using System.Collections.ObjectModel;

namespace MlMesh.Mesh.Resources;

/// <summary>Labels and annotations of the pods of a workload.</summary>
[OtherFieldsIgnored]
public sealed record PodTemplateMetadata
{
    /// <summary>Labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Annotations.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
