namespace MlMesh.Mesh.Resources;

/// <summary>Names one resource.</summary>
/// <param name="Kind">Kubernetes kind, such as <c>VirtualService</c>.</param>
/// <param name="Namespace">Its namespace; empty for resources that have none.</param>
/// <param name="Name">Its name.</param>
public readonly record struct ResourceId(string Kind, string Namespace, string Name)
{
    /// <summary>The resource as <c>Kind namespace/name</c>.</summary>
    public override string ToString() => Namespace.Length > 0 ? $"{Kind} {Namespace}/{Name}" : $"{Kind} {Name}";
}
