namespace MlMesh.Mesh.Resources;

/// <summary>A resource that a policy applies to.</summary>
public sealed record PolicyTargetReference
{
    /// <summary>API group.</summary>
    public string Group { get; init; } = "";

    /// <summary>Kind.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Namespace.</summary>
    public string Namespace { get; init; } = "";
}
