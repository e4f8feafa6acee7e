using System.Collections.ObjectModel;

namespace MlMesh.Mesh.Resources;

/// <summary>An endpoint.</summary>
public sealed record WorkloadEntrySpec
{
    /// <summary>IP address, host name or unix socket.</summary>
    public string Address { get; init; } = "";

    /// <summary>Its ports by name.</summary>
    public IReadOnlyDictionary<string, uint> Ports { get; init; } = ReadOnlyDictionary<string, uint>.Empty;

    /// <summary>Its labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Network.</summary>
    [ClusterOnly("there is one local network")]
    public string Network { get; init; } = "";

    /// <summary>Locality.</summary>
    [ClusterOnly("local endpoints have no locality")]
    public string Locality { get; init; } = "";

    /// <summary>Relative share.</summary>
    public uint Weight { get; init; }

    /// <summary>Service account of its identity.</summary>
    public string ServiceAccount { get; init; } = "";
}
