using MlMesh.Mesh.Analysis.Istio;

namespace MlMesh.Mesh.Analysis;

/// <summary>The analyzers.</summary>
internal static class Analyzers
{
    public static IReadOnlyList<IAnalyzer> All { get; } =
    [
        new AccessLogProviderAnalyzer(),
        new AnnotationAnalyzer(),
        new ApiGatewaySelectorAnalyzer(),
        new ApiGatewayTypeAnalyzer(),
        new ApplicationUserAnalyzer(),
        new AuthorizationPolicyAnalyzer(),
        new ClaimRouteAnalyzer(),
        new DeprecationAnalyzer(),
        new DestinationHostAnalyzer(),
        new EnvoyFilterAnalyzer(),
        new ExternalControlPlaneAnalyzer(),
        new GatewayBindingAnalyzer(),
        new GatewayCertificateAnalyzer(),
        new GatewayConflictAnalyzer(),
        new GatewayWorkloadAnalyzer(),
        new ImageAutoAnalyzer(),
        new IngressSplitAnalyzer(),
        new InjectionAnalyzer(),
        new KeyFetchAnalyzer(),
        new MeshHostConflictAnalyzer(),
        new PortNameAnalyzer(),
        new ProxyImageAnalyzer(),
        new RegexAnalyzer(),
        new ServerVerificationAnalyzer(),
        new ServiceEntryAddressAnalyzer(),
        new SidecarSelectorAnalyzer(),
        new StatusConditionAnalyzer(),
        new SubsetAnalyzer(),
        new SubsetPodsAnalyzer(),
        new TelemetrySelectorAnalyzer(),
        new WebhookAnalyzer(),
        new WorkloadServicesAnalyzer(),
    ];
}
