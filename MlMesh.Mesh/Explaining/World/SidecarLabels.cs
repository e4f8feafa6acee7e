using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Explaining.World;

/// <summary>The label by which the mesh knows which pods have a sidecar. Injection sets it, so it stands in no manifest.</summary>
internal static class SidecarLabels
{
    private const string Mode = "security.istio.io/tlsMode";
    private const string Inject = "sidecar.istio.io/inject";
    private const string Injection = "istio-injection";

    /// <summary>Labels of a pod with a sidecar.</summary>
    public static Dictionary<string, string> With(IReadOnlyDictionary<string, string> labels) => new(labels, StringComparer.Ordinal) { [Mode] = "istio" };

    /// <summary>
    /// Pods as the cluster would have them. Where any pod has the label already, the input shows a cluster as it is, and nothing is added; elsewhere a sidecar is
    /// injected unless the pod or its namespace refuses it.
    /// </summary>
    public static IReadOnlyList<Pod> Injected(IReadOnlyList<Pod> pods, IReadOnlyList<KubernetesNamespace> namespaces)
    {
        if (pods.Any(pod => pod.Labels.ContainsKey(Mode)))
            return pods;
        var without = namespaces.Where(ns => ns.Labels.GetValueOrDefault(Injection) == "disabled").Select(ns => ns.Name).ToHashSet(StringComparer.Ordinal);
        return [.. pods.Select(pod => Refuses(pod) || without.Contains(pod.Namespace) ? pod : pod with { Labels = With(pod.Labels) })];
    }

    private static bool Refuses(Pod pod) => pod.Labels.GetValueOrDefault(Inject) == "false" || pod.Annotations.GetValueOrDefault(Inject) == "false";
}
