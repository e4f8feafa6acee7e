using System.Collections.ObjectModel;

namespace MlMesh.Mesh.Resources;

/// <summary>Header changes of one direction; removes run first, then sets, then adds.</summary>
public sealed record HeaderOperations
{
    /// <summary>Replaces.</summary>
    public IReadOnlyDictionary<string, string> Set { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Appends.</summary>
    public IReadOnlyDictionary<string, string> Add { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Removes.</summary>
    public IReadOnlyList<string> Remove { get; init; } = [];
}
