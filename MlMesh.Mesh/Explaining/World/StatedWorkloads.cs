using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Explaining.World;

/// <summary>The pod that a Deployment or the like makes; one stands for all replicas.</summary>
internal static class StatedWorkloads
{
    public static Pod Pod(WorkloadResource workload) => new()
    {
        Kind = "Pod",
        Namespace = workload.Namespace,
        Name = workload.Name,
        Labels = workload.Template.Metadata.Labels,
        Annotations = workload.Template.Metadata.Annotations,
        ServiceAccountName = workload.Template.Spec.ServiceAccountName,
        Containers = workload.Template.Spec.Containers,
        Location = workload.Location,
    };
}
