namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>The annotations that Istio 1.30 knows (istio/api, annotation/annotations.yaml).</summary>
internal static class KnownAnnotations
{
    public const string AnyKind = "Any";
    private const string IngressClass = "kubernetes.io/ingress.class";

    private static readonly string[] OfPods =
    [
        "ambient.istio.io/bypass-inbound-capture",
        "ambient.istio.io/dns-capture",
        "ambient.istio.io/redirection",
        "inject.istio.io/templates",
        "istio.io/reroute-virtual-interfaces",
        "istio.io/rev",
        "prometheus.istio.io/merge-metrics",
        "proxy.istio.io/config",
        "proxy.istio.io/overrides",
        "readiness.status.sidecar.istio.io/applicationPorts",
        "readiness.status.sidecar.istio.io/failureThreshold",
        "readiness.status.sidecar.istio.io/initialDelaySeconds",
        "readiness.status.sidecar.istio.io/periodSeconds",
        "sidecar.istio.io/agentLogLevel",
        "sidecar.istio.io/bootstrapOverride",
        "sidecar.istio.io/componentLogLevel",
        "sidecar.istio.io/enableCoreDump",
        "sidecar.istio.io/interceptionMode",
        "sidecar.istio.io/logLevel",
        "sidecar.istio.io/nativeSidecar",
        "sidecar.istio.io/proxyCPU",
        "sidecar.istio.io/proxyCPULimit",
        "sidecar.istio.io/proxyImage",
        "sidecar.istio.io/proxyImageType",
        "sidecar.istio.io/proxyMemory",
        "sidecar.istio.io/proxyMemoryLimit",
        "sidecar.istio.io/rewriteAppHTTPProbers",
        "sidecar.istio.io/statsCompression",
        "sidecar.istio.io/statsHistogramBuckets",
        "sidecar.istio.io/status",
        "sidecar.istio.io/userVolume",
        "sidecar.istio.io/userVolumeMount",
        "status.sidecar.istio.io/port",
        "traffic.sidecar.istio.io/excludeInboundPorts",
        "traffic.sidecar.istio.io/excludeInterfaces",
        "traffic.sidecar.istio.io/excludeOutboundIPRanges",
        "traffic.sidecar.istio.io/excludeOutboundPorts",
        "traffic.sidecar.istio.io/includeInboundPorts",
        "traffic.sidecar.istio.io/includeOutboundIPRanges",
        "traffic.sidecar.istio.io/includeOutboundPorts",
    ];

    private static readonly string[] DeprecatedOfPods =
    [
        "sidecar.istio.io/discoveryAddress",
        "sidecar.istio.io/extraStatTags",
        "sidecar.istio.io/statsInclusionPrefixes",
        "sidecar.istio.io/statsInclusionRegexps",
        "sidecar.istio.io/statsInclusionSuffixes",
        "traffic.sidecar.istio.io/kubevirtInterfaces",
    ];

    private static readonly Dictionary<string, KnownAnnotation> All = new KnownAnnotation[]
    {
        new("alpha.istio.io/canonical-serviceaccounts", ["Service"], IsDeprecated: true),
        new("alpha.istio.io/kubernetes-serviceaccounts", ["Service"], IsDeprecated: true),
        new("ambient.istio.io/waypoint-inbound-binding", ["GatewayClass", "Gateway"]),
        new("galley.istio.io/analyze-suppress", [AnyKind]),
        new("gateway.istio.io/controller-version", [AnyKind]),
        new("gateway.istio.io/name-override", ["Gateway"]),
        new("gateway.istio.io/service-account", ["Gateway"]),
        new("istio.io/autoRegistrationGroup", ["WorkloadEntry"]),
        new("istio.io/connectedAt", ["WorkloadEntry"]),
        new("istio.io/disconnectedAt", ["WorkloadEntry"]),
        new("istio.io/dry-run", ["AuthorizationPolicy"]),
        new("istio.io/workloadController", ["WorkloadEntry"]),
        new(IngressClass, ["Ingress"]),
        new("networking.istio.io/address-type", ["Gateway"]),
        new("networking.istio.io/exportTo", ["Service"]),
        new("networking.istio.io/service-type", ["Gateway"]),
        new("networking.istio.io/traffic-distribution", ["Namespace", "Service", "ServiceEntry"]),
        new("sidecar.istio.io/inject", ["Pod"], IsDeprecated: true, ReplacedByLabel: true),
        new("topology.istio.io/controlPlaneClusters", ["Namespace"]),
        new("traffic.istio.io/nodeSelector", ["Service"]),
    }
        .Concat(OfPods.Select(name => new KnownAnnotation(name, ["Pod"])))
        .Concat(DeprecatedOfPods.Select(name => new KnownAnnotation(name, ["Pod"], IsDeprecated: true)))
        .ToDictionary(annotation => annotation.Name, StringComparer.Ordinal);

    /// <summary>Whether the annotation's domain is Istio's.</summary>
    public static bool IsIstios(string name) => name == IngressClass || name.Split('/')[0].EndsWith("istio.io", StringComparison.Ordinal);

    public static KnownAnnotation? Find(string name) => All.GetValueOrDefault(name);
}
