using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Analysis.Kiali;

/// <summary>The workloads behind a host.</summary>
internal static class HostWorkloads
{
    /// <summary>The namespace of the Service that a host means.</summary>
    public static string Namespace(AnalysisContext context, string host, string ns) => FullNames.OfHost(RouteHosts.Full(context, host, ns), ns).Namespace;

    /// <summary>The workloads of a Service that also have certain labels; null when the host is no Service with a selector, so that nobody can say.</summary>
    public static IReadOnlyList<Workload>? Of(AnalysisContext context, string host, string ns, IReadOnlyDictionary<string, string> labels)
    {
        var (serviceNamespace, name) = FullNames.OfHost(RouteHosts.Full(context, host, ns), ns);
        if (context.Resources.Find<KubernetesService>("Service", serviceNamespace, name) is not { Selector.Count: > 0 } service)
            return null;

        return [.. context.Workloads.Selected(serviceNamespace, service.Selector).Where(workload => labels.Selects(workload.Labels))];
    }
}
