using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Loading;

/// <summary>Puts everything into the namespace of a kustomization; a Namespace object gets its name.</summary>
internal static class NamespaceTransformer
{
    public static void Apply(string name, List<MeshResource> resources, List<Finding> findings)
    {
        for (var i = 0; i < resources.Count; i++)
        {
            resources[i] = resources[i] switch
            {
                KubernetesNamespace ns => ns with { Name = name },
                { Namespace.Length: 0 } clusterWide => clusterWide,
                var resource => resource with { Namespace = name },
            };
        }

        for (var i = 0; i < findings.Count; i++)
        {
            if (findings[i].Resource is { Namespace.Length: > 0 } id)
                findings[i] = findings[i] with { Resource = id with { Namespace = name } };
        }
    }
}
