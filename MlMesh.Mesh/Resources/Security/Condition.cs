namespace MlMesh.Mesh.Resources;

/// <summary>A condition on an attribute.</summary>
public sealed record Condition
{
    /// <summary>Name of the attribute.</summary>
    public string Key { get; init; } = "";

    /// <summary>Values, of which one must match.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Values that it must not have.</summary>
    public IReadOnlyList<string> NotValues { get; init; } = [];
}
