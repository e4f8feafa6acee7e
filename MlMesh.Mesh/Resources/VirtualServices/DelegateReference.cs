namespace MlMesh.Mesh.Resources;

/// <summary>Names a VirtualService without hosts.</summary>
public sealed record DelegateReference
{
    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its namespace; empty: the same.</summary>
    public string Namespace { get; init; } = "";
}
