using System.Collections.ObjectModel;

namespace MlMesh.Mesh.Resources;

/// <summary>A Kubernetes Secret.</summary>
[OtherFieldsIgnored]
public sealed record SecretResource : KubernetesObject
{
    /// <summary>What it is for, such as <c>kubernetes.io/tls</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary>Its content in base64, by key.</summary>
    public IReadOnlyDictionary<string, string> Data { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Its content as written, by key.</summary>
    public IReadOnlyDictionary<string, string> StringData { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
