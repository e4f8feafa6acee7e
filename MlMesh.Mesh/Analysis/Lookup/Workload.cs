using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Lookup;

/// <summary>Pods of one kind: those of a Deployment and the like, or a Pod of its own.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Labels">Labels of the pods.</param>
/// <param name="Spec">Their containers.</param>
/// <param name="Replicas">How many there are, at least.</param>
internal sealed record Workload(MeshResource Resource, IReadOnlyDictionary<string, string> Labels, IPodSpec Spec, uint Replicas)
{
    public string Namespace => Resource.Namespace;

    /// <summary>The identity's service account.</summary>
    public string ServiceAccount => Spec.ServiceAccountName.Length > 0 ? Spec.ServiceAccountName : "default";

    /// <summary>The workloads among resources. Pods that a workload's labels say are its own do not count again.</summary>
    public static IReadOnlyList<Workload> In(ResourceSet resources)
    {
        var scaled = resources.All<AutoscalerResource>()
            .DistinctBy(scaler => (scaler.Namespace, scaler.ScaleTargetRef))
            .ToDictionary(scaler => (scaler.Namespace, scaler.ScaleTargetRef.Kind, scaler.ScaleTargetRef.Name), scaler => scaler.MinReplicas ?? 1);
        var workloads = resources.All<WorkloadResource>()
            .Select(workload => new Workload(
                workload,
                workload.Template.Metadata.Labels,
                workload.Template.Spec,
                scaled.TryGetValue((workload.Namespace, workload.Kind, workload.Name), out var least) ? least : workload.Replicas ?? 1))
            .ToList();
        var templates = workloads.Select(workload => (workload.Namespace, Selectors.Text(workload.Labels))).ToHashSet();
        workloads.AddRange(resources.All<Pod>()
            .Where(pod => !templates.Contains((pod.Namespace, Selectors.Text(pod.Labels))))
            .Select(pod => new Workload(pod, pod.Labels, pod, 1)));
        return workloads;
    }
}
