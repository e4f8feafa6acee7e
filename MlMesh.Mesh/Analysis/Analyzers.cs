using MlMesh.Mesh.Analysis.Istio;
using MlMesh.Mesh.Analysis.Kiali;
using MlMesh.Mesh.Analysis.Own;

namespace MlMesh.Mesh.Analysis;

/// <summary>The analyzers: Istio's, Kiali's and our own.</summary>
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

        new AuthorizationIdentityChecker(),
        new AuthorizationOperationChecker(),
        new AuthorizationSourceChecker(),
        new DestinationRuleHostChecker(),
        new DestinationRuleOverlapChecker(),
        new GatewayOverlapChecker(),
        new GatewayReferenceChecker(),
        new GatewayWorkloadChecker(),
        new GlobalSidecarChecker(),
        new MutualTlsChecker(),
        new RouteDestinationChecker(),
        new RouteWeightChecker(),
        new ServicePortChecker(),
        new SingleHostChecker(),
        new UncoveredWorkloadChecker(),
        new WorkloadSelectorChecker(),

        new DelegateAnalyzer(),
        new EjectionLimitAnalyzer(),
        new MirrorAnalyzer(),
        new RetryAnalyzer(),
        new SetCookieAnalyzer(),
        new StickySplitAnalyzer(),
    ];
}
