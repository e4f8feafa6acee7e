namespace MlMesh.Mesh.Resources;

/// <summary>A kind of resource that the mesh knows.</summary>
/// <param name="Group">API group; empty for the core group.</param>
/// <param name="Name">Kubernetes kind.</param>
/// <param name="Versions">Versions that are taken.</param>
/// <param name="Type">The record; null when nothing here reads the kind.</param>
/// <param name="Runs">The local mesh carries it out; otherwise it is reported as the cluster's.</param>
/// <param name="IsNamespaced">Whether resources of the kind live in a namespace.</param>
internal sealed record ResourceKind(string Group, string Name, string[] Versions, Type? Type, bool Runs = true, bool IsNamespaced = true)
{
    private static readonly string[] Spec = ["spec"];
    private static readonly string[] SpecAndStatus = ["spec", "status"];

    /// <summary>Whether the kind is Istio's.</summary>
    public bool IsIstio => Group.EndsWith(".istio.io", StringComparison.Ordinal);

    /// <summary>Whether only the analysis of a policy looks at it.</summary>
    public bool IsForAnalysis => Type is not null && Type.IsAssignableTo(typeof(KubernetesObject));

    /// <summary>Fields of the document that hold the record's; null when they stand in the document itself.</summary>
    public IReadOnlyList<string>? Parts => IsIstio ? Spec : HasParts ? SpecAndStatus : null;

    private bool HasParts => Type != typeof(SecretResource) && Type != typeof(ConfigMapResource) && Type != typeof(WebhookConfiguration);
}
