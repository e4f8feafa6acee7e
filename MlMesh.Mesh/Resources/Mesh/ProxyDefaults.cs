using System.Collections.ObjectModel;

namespace MlMesh.Mesh.Resources;

/// <summary>Settings of every proxy (Istio's ProxyConfig).</summary>
[OtherFieldsIgnored]
public sealed record ProxyDefaults
{
    /// <summary>Environment of the proxies, which switches features of the agent.</summary>
    public IReadOnlyDictionary<string, string> ProxyMetadata { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
