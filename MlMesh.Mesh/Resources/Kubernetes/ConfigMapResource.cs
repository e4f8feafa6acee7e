using System.Collections.ObjectModel;

namespace MlMesh.Mesh.Resources;

/// <summary>A Kubernetes ConfigMap.</summary>
[OtherFieldsIgnored]
public sealed record ConfigMapResource : KubernetesObject
{
    /// <summary>Its content by key.</summary>
    public IReadOnlyDictionary<string, string> Data { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
