using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>Namespaces and pods: are sidecars injected, and are they there?</summary>
internal sealed class InjectionAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } =
    [
        IstioCodes.NamespaceNotInjected,
        IstioCodes.PodMissingProxy,
        IstioCodes.NamespaceMultipleInjectionLabels,
        IstioCodes.NamespaceInjectionEnabledByDefault,
    ];

    private const string ControlPlaneNamespace = "istio-system";

    public void Analyze(AnalysisContext context)
    {
        var injected = new HashSet<string>(StringComparer.Ordinal);
        foreach (var ns in context.Resources.All<KubernetesNamespace>().Where(ns => ns.Name != ControlPlaneNamespace))
        {
            if (IsInjected(context, ns))
                injected.Add(ns.Name);
        }

        foreach (var pod in context.Resources.All<Pod>().Where(pod => injected.Contains(pod.Namespace) && !pod.HostNetwork))
        {
            var stated = pod.Labels.GetValueOrDefault(MeshMembership.InjectLabel) ?? pod.Annotations.GetValueOrDefault(MeshMembership.InjectLabel);
            var proxy = pod.Containers.Concat(pod.InitContainers).FirstOrDefault(container => container.Name == MeshMembership.ProxyName);
            if (!string.Equals(stated, "false", StringComparison.OrdinalIgnoreCase) && proxy is not { Image.Length: > 0 })
            {
                context.Report(IstioCodes.PodMissingProxy, pod,
                    $"The pod {pod.FullName()} is missing the Istio proxy. This can often be resolved by restarting or redeploying the workload.");
            }
        }
    }

    private static bool IsInjected(AnalysisContext context, KubernetesNamespace ns)
    {
        CheckLabels(context, ns);
        if (ns.Labels.GetValueOrDefault(MeshMembership.DataplaneModeLabel) == "ambient")
            return false;

        var injection = ns.Labels.GetValueOrDefault(MeshMembership.InjectionLabel) ?? "";
        var hasRevision = ns.Labels.TryGetValue(MeshMembership.RevisionLabel, out var revision);
        if (injection.Length == 0 && !hasRevision)
        {
            if (InjectorConfiguration.For(context.Resources, revision)?.EnablesNamespacesByDefault == true)
            {
                context.Report(IstioCodes.NamespaceInjectionEnabledByDefault, ns, "is enabled for Istio injection, as Istio is installed with enableNamespacesByDefault as true.");
            }
            else
            {
                context.Report(IstioCodes.NamespaceNotInjected, ns, FieldPath.Of("metadata", "name"),
                    $"The namespace is not enabled for Istio injection. Run 'kubectl label namespace {ns.Name} istio-injection=enabled' to enable it, "
                    + $"or 'kubectl label namespace {ns.Name} istio-injection=disabled' to explicitly mark it as not needing injection.");
            }

            return false;
        }

        // Istio does not look at the pods of a namespace that is injected by revision alone.
        return injection == "enabled";
    }

    private static void CheckLabels(AnalysisContext context, KubernetesNamespace ns)
    {
        var hasInjection = ns.Labels.TryGetValue(MeshMembership.InjectionLabel, out var injection);
        var labels = new List<string>();
        if (hasInjection)
            labels.Add($"{MeshMembership.InjectionLabel}={injection}");
        foreach (var name in new[] { MeshMembership.RevisionLabel, MeshMembership.DataplaneModeLabel })
        {
            if (ns.Labels.TryGetValue(name, out var value) && (!hasInjection || injection == "enabled"))
                labels.Add($"{name}={value}");
        }

        if (labels.Count > 1)
        {
            context.Report(IstioCodes.NamespaceMultipleInjectionLabels, ns,
                $"The namespace has more than one type of injection labels {FullNames.GoList(labels)}, which may lead to undefined behavior. Make sure only one injection label exists.");
        }
    }
}
