using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>Deprecated fields and types.</summary>
internal sealed class DeprecationAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [IstioCodes.Deprecated];

    private static readonly string[] RemovedKinds = ["ClusterRbacConfig", "RbacConfig", "ServiceRole", "ServiceRoleBinding"];

    public void Analyze(AnalysisContext context)
    {
        foreach (var service in context.Resources.All<VirtualService>())
        {
            if (service.Http.Any(rule => rule.Fault?.Delay?.Percent > 0))
                context.Report(IstioCodes.Deprecated, service, "Deprecated: HTTPRoute.fault.delay.percent is deprecated; use HTTPRoute.fault.delay.percentage");
        }

        foreach (var sidecar in context.Resources.All<SidecarResource>())
        {
            if (sidecar.OutboundTrafficPolicy?.EgressProxy is not null)
                context.Report(IstioCodes.Deprecated, sidecar, "Deprecated: OutboundTrafficPolicy.EgressProxy ignored");
        }

        foreach (var type in context.Resources.All<CustomResourceDefinitionResource>())
        {
            if (type.Group == "rbac.istio.io" && RemovedKinds.Contains(type.Names.Kind))
                context.Report(IstioCodes.Deprecated, type, $"Deprecated: Custom resource type {type.Group} {type.Names.Kind} is removed");
        }
    }
}
