using System.Collections.ObjectModel;

namespace MlMesh.Mesh.Resources;

/// <summary>Conditions on a TCP connection.</summary>
public sealed record L4MatchAttributes
{
    /// <summary>Addresses of the destination.</summary>
    public IReadOnlyList<string> DestinationSubnets { get; init; } = [];

    /// <summary>Port addressed; 0: any.</summary>
    public uint Port { get; init; }

    /// <summary>Address of the caller.</summary>
    public string SourceSubnet { get; init; } = "";

    /// <summary>Labels of the caller.</summary>
    public IReadOnlyDictionary<string, string> SourceLabels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Gateways.</summary>
    public IReadOnlyList<string> Gateways { get; init; } = [];

    /// <summary>Namespace of the caller.</summary>
    public string SourceNamespace { get; init; } = "";
}
