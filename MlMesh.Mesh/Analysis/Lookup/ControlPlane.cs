using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Lookup;

/// <summary>What belongs to Istio or Kubernetes themselves.</summary>
internal static class ControlPlane
{
    /// <summary>Whether a resource is part of an Istio installation, by its labels.</summary>
    public static bool Includes(MeshResource resource) => resource.Labels.ContainsKey("istio") || resource.Labels.GetValueOrDefault("release") == "istio";

    /// <summary>Whether a namespace is Kubernetes' own.</summary>
    public static bool IsSystemNamespace(string ns) => ns is "kube-system" or "kube-public" or "kube-node-lease" or "local-path-storage";
}
