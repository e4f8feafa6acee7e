namespace MlMesh.Mesh.Resources;

/// <summary>A kind of resource that the mesh knows.</summary>
/// <param name="Group">API group; empty for the core group.</param>
/// <param name="Name">Kubernetes kind.</param>
/// <param name="Versions">Versions that are taken.</param>
/// <param name="Type">The record; null when nothing here reads the kind.</param>
/// <param name="Runs">The local mesh carries it out; otherwise it is reported as the cluster's.</param>
internal sealed record ResourceKind(string Group, string Name, string[] Versions, Type? Type, bool Runs = true)
{
    /// <summary>Whether resources of the kind live in a namespace.</summary>
    public bool IsNamespaced => Type != typeof(KubernetesNamespace);

    /// <summary>Whether the kind is Istio's.</summary>
    public bool IsIstio => Group.Length > 0;
}
