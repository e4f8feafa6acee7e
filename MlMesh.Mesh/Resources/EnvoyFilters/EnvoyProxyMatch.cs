using System.Collections.ObjectModel;

namespace MlMesh.Mesh.Resources;

/// <summary>Which proxies.</summary>
public sealed record EnvoyProxyMatch
{
    /// <summary>Pattern of the version.</summary>
    public string ProxyVersion { get; init; } = "";

    /// <summary>Metadata.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
