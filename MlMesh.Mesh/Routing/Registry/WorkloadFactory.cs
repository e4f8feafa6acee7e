using System.Collections.Immutable;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Routing.Registry;

/// <summary>Makes workloads of pods.</summary>
internal static class WorkloadFactory
{
    public static Workload FromPod(Pod pod) => new()
    {
        Name = pod.Name,
        Namespace = pod.Namespace,
        Labels = pod.Labels.ToImmutableDictionary(),
        ServiceAccount = pod.ServiceAccountName.Length > 0 ? pod.ServiceAccountName : "default",
        Ip = pod.PodIp,
    };
}
