using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Lookup;

/// <summary>Which workloads have a sidecar, or get one.</summary>
internal sealed class MeshMembership(ResourceSet resources)
{
    public const string ProxyName = "istio-proxy";
    public const string InjectLabel = "sidecar.istio.io/inject";
    public const string InjectionLabel = "istio-injection";
    public const string RevisionLabel = "istio.io/rev";
    public const string DataplaneModeLabel = "istio.io/dataplane-mode";

    public bool Has(Pod pod) => Has(pod.Annotations, pod.Labels, pod.Namespace, [.. pod.Containers, .. pod.InitContainers]);

    public bool Has(WorkloadResource workload) =>
        Has(workload.Template.Metadata.Annotations, workload.Template.Metadata.Labels, workload.Namespace, workload.Template.Spec.Containers);

    /// <summary>Whether a pod's traffic goes through the node's proxy instead of a sidecar.</summary>
    public static bool IsAmbient(Pod pod) => pod.Annotations.GetValueOrDefault("ambient.istio.io/redirection") == "enabled";

    /// <summary>Whether a namespace's traffic goes through the nodes' proxies; a label that asks for sidecars rules.</summary>
    public static bool IsAmbient(KubernetesNamespace? ns) =>
        ns is not null
        && ns.Labels.GetValueOrDefault(InjectionLabel) != "enabled"
        && string.IsNullOrEmpty(ns.Labels.GetValueOrDefault(RevisionLabel))
        && ns.Labels.GetValueOrDefault(DataplaneModeLabel) == "ambient";

    private bool Has(IReadOnlyDictionary<string, string> annotations, IReadOnlyDictionary<string, string> labels, string ns, IReadOnlyList<PodContainer> containers)
    {
        if (containers.FirstOrDefault(container => container.Name == ProxyName) is { Image.Length: > 0 })
            return true;
        if (labels.TryGetValue(InjectLabel, out var stated) || annotations.TryGetValue(InjectLabel, out stated))
            return stated == "true";
        return resources.Namespace(ns)?.Labels.GetValueOrDefault(InjectionLabel) == "enabled";
    }
}
