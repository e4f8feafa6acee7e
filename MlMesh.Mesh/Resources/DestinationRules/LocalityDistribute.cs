using System.Collections.ObjectModel;

namespace MlMesh.Mesh.Resources;

/// <summary>Shares of a locality's traffic.</summary>
public sealed record LocalityDistribute
{
    /// <summary>Origin.</summary>
    public string From { get; init; } = "";

    /// <summary>Destination to percent.</summary>
    public IReadOnlyDictionary<string, uint> To { get; init; } = ReadOnlyDictionary<string, uint>.Empty;
}
