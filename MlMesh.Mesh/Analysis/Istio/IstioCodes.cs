using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>Istio's own codes (pkg/config/analysis/msg/messages.yaml of 1.30.3), as far as they can be found in files.</summary>
internal static class IstioCodes
{
    public static readonly FindingCode Deprecated = new("IST0002", "Deprecated", FindingSeverity.Warning,
        "A feature or field is deprecated.", "Use what the message names in its place.");

    public static readonly FindingCode ReferencedResourceNotFound = new("IST0101", "ReferencedResourceNotFound", FindingSeverity.Error,
        "Something that a resource names does not exist, or is not visible to it.", "Correct the name, or add what it names. A short name is looked up in the resource's own namespace.");

    public static readonly FindingCode NamespaceNotInjected = new("IST0102", "NamespaceNotInjected", FindingSeverity.Info,
        "A namespace says nothing about sidecar injection.", "Label the namespace istio-injection=enabled, or istio-injection=disabled to say that it is meant.");

    public static readonly FindingCode PodMissingProxy = new("IST0103", "PodMissingProxy", FindingSeverity.Warning,
        "A pod in a namespace with injection has no sidecar.", "Restart the pod's workload.");

    public static readonly FindingCode SchemaValidationError = new("IST0106", "SchemaValidationError", FindingSeverity.Error,
        "Istio's validation refuses the resource.", "Correct the resource; until then it is not applied.");

    public static readonly FindingCode MisplacedAnnotation = new("IST0107", "MisplacedAnnotation", FindingSeverity.Warning,
        "An annotation of Istio stands on a kind that it is not for.", "Move it; a setting of the sidecar belongs into the pod template.");

    public static readonly FindingCode UnknownAnnotation = new("IST0108", "UnknownAnnotation", FindingSeverity.Warning,
        "Istio does not know an annotation of its own domain.", "Correct the annotation's spelling, or remove it.");

    public static readonly FindingCode ConflictingMeshGatewayVirtualServiceHosts = new("IST0109", "ConflictingMeshGatewayVirtualServiceHosts", FindingSeverity.Error,
        "Several VirtualServices rule one host in the sidecars, of which one wins.", "Merge them into one, or export them to different namespaces.");

    public static readonly FindingCode ConflictingSidecarWorkloadSelectors = new("IST0110", "ConflictingSidecarWorkloadSelectors", FindingSeverity.Error,
        "Several Sidecars select one pod.", "Let their selectors differ.");

    public static readonly FindingCode MultipleSidecarsWithoutWorkloadSelectors = new("IST0111", "MultipleSidecarsWithoutWorkloadSelectors", FindingSeverity.Error,
        "A namespace has several Sidecars without selector.", "Keep one of them.");

    public static readonly FindingCode VirtualServiceDestinationPortSelectorRequired = new("IST0112", "VirtualServiceDestinationPortSelectorRequired", FindingSeverity.Error,
        "A destination of a VirtualService has several ports, and none is stated.", "Add port: {number: N} to the destination.");

    public static readonly FindingCode DeploymentAssociatedToMultipleServices = new("IST0116", "DeploymentAssociatedToMultipleServices", FindingSeverity.Warning,
        "Services put one port of a workload under two protocols.", "Give the ports of one protocol another number.");

    public static readonly FindingCode PortNameIsNotUnderNamingConvention = new("IST0118", "PortNameIsNotUnderNamingConvention", FindingSeverity.Info,
        "A port's name does not say its protocol, so that the sidecars guess it.", "Name the port protocol[-suffix], such as http-api, or set appProtocol.");

    public static readonly FindingCode InvalidRegexp = new("IST0122", "InvalidRegexp", FindingSeverity.Warning,
        "A regular expression is not RE2.", "Use RE2 syntax, which has neither lookarounds nor backreferences.");

    public static readonly FindingCode NamespaceMultipleInjectionLabels = new("IST0123", "NamespaceMultipleInjectionLabels", FindingSeverity.Warning,
        "A namespace carries several injection labels.", "Keep one of istio-injection, istio.io/rev and istio.io/dataplane-mode.");

    public static readonly FindingCode InvalidAnnotation = new("IST0125", "InvalidAnnotation", FindingSeverity.Warning,
        "The value of an annotation of Istio does not parse.", "Correct the value.");

    public static readonly FindingCode NoMatchingWorkloadsFound = new("IST0127", "NoMatchingWorkloadsFound", FindingSeverity.Warning,
        "A policy selects no pod of the mesh.", "Correct the selector. Istio counts pods, not Deployments.");

    public static readonly FindingCode NoServerCertificateVerificationDestinationLevel = new("IST0128", "NoServerCertificateVerificationDestinationLevel", FindingSeverity.Warning,
        "TLS to a host does not verify its certificate.", "Set caCertificates in tls.");

    public static readonly FindingCode NoServerCertificateVerificationPortLevel = new("IST0129", "NoServerCertificateVerificationPortLevel", FindingSeverity.Warning,
        "TLS to a port of a host does not verify its certificate.", "Set caCertificates in the port's tls.");

    public static readonly FindingCode VirtualServiceUnreachableRule = new("IST0130", "VirtualServiceUnreachableRule", FindingSeverity.Warning,
        "A rule of a VirtualService is never used, because rules before it take all its requests.", "Remove the rule, or move it up.");

    public static readonly FindingCode VirtualServiceIneffectiveMatch = new("IST0131", "VirtualServiceIneffectiveMatch", FindingSeverity.Info,
        "A match of a rule is never used, because an earlier one is the same or wider.", "Move the narrower match first, or remove it.");

    public static readonly FindingCode VirtualServiceHostNotFoundInGateway = new("IST0132", "VirtualServiceHostNotFoundInGateway", FindingSeverity.Warning,
        "None of a VirtualService's hosts is served by a gateway that it is bound to.", "Add the host to a server of the Gateway, or correct it.");

    public static readonly FindingCode SchemaWarning = new("IST0133", "SchemaWarning", FindingSeverity.Warning,
        "Istio's validation takes the resource with a warning.", "Correct what the warning names.");

    public static readonly FindingCode ServiceEntryAddressesRequired = new("IST0134", "ServiceEntryAddressesRequired", FindingSeverity.Warning,
        "A TCP port of a ServiceEntry has no address by which sidecars could tell it from others.", "Set addresses, or the port's protocol to HTTP or TLS.");

    public static readonly FindingCode DeprecatedAnnotation = new("IST0135", "DeprecatedAnnotation", FindingSeverity.Info,
        "An annotation of Istio is deprecated.", "Use what the message names in its place.");

    public static readonly FindingCode DeploymentConflictingPorts = new("IST0137", "DeploymentConflictingPorts", FindingSeverity.Warning,
        "Services of one workload reach one of its ports under two numbers.", "Use one number in both Services.");

    public static readonly FindingCode GatewayDuplicateCertificate = new("IST0138", "GatewayDuplicateCertificate", FindingSeverity.Warning,
        "Gateways of the same pods serve one certificate, and browsers reuse a connection for the wrong one.", "Put the hosts into one Gateway, or give each its certificate.");

    public static readonly FindingCode InvalidWebhook = new("IST0139", "InvalidWebhook", FindingSeverity.Error,
        "An injector's webhook overlaps with another, or calls a Service that does not exist.", "Correct its selectors, or its clientConfig.");

    public static readonly FindingCode IngressRouteRulesNotAffected = new("IST0140", "IngressRouteRulesNotAffected", FindingSeverity.Warning,
        "A rule for gateways goes to a host without subset, and so past the split that stands in a rule for the mesh.", "State the split in the gateway's rule too, or route it to a service in the mesh.");

    public static readonly FindingCode InvalidApplicationUID = new("IST0144", "InvalidApplicationUID", FindingSeverity.Warning,
        "An application runs as user 1337, whose traffic goes past the sidecar.", "Choose another user.");

    public static readonly FindingCode ConflictingGateways = new("IST0145", "ConflictingGateways", FindingSeverity.Error,
        "Several Gateways of the same pods serve one host at one port.", "Merge them, or let hosts or ports differ.");

    public static readonly FindingCode ImageAutoWithoutInjectionWarning = new("IST0146", "ImageAutoWithoutInjectionWarning", FindingSeverity.Warning,
        "A workload has a sidecar with image auto, and no injector that would replace it.", "Label its namespace or its pod template for injection.");

    public static readonly FindingCode ImageAutoWithoutInjectionError = new("IST0147", "ImageAutoWithoutInjectionError", FindingSeverity.Error,
        "A pod has a sidecar with image auto that no injector replaced.", "Label its namespace or pod for injection, and make it anew.");

    public static readonly FindingCode NamespaceInjectionEnabledByDefault = new("IST0148", "NamespaceInjectionEnabledByDefault", FindingSeverity.Info,
        "A namespace without injection label gets sidecars, as the injector is installed to.", "Label the namespace to say that it is meant.");

    public static readonly FindingCode JwtClaimBasedRoutingWithoutRequestAuthN = new("IST0149", "JwtClaimBasedRoutingWithoutRequestAuthN", FindingSeverity.Error,
        "A VirtualService routes by claims of a token that no RequestAuthentication reads at the gateway.", "Add a RequestAuthentication for the gateway's pods.");

    public static readonly FindingCode ExternalNameServiceTypeInvalidPortName = new("IST0150", "ExternalNameServiceTypeInvalidPortName", FindingSeverity.Warning,
        "A port of an ExternalName Service is TCP or of unknown protocol, and takes traffic of other hosts.", "Name the port by its protocol: http, https or tls.");

    public static readonly FindingCode EnvoyFilterUsesRelativeOperation = new("IST0151", "EnvoyFilterUsesRelativeOperation", FindingSeverity.Warning,
        "A patch is placed relative to something that may not be there yet.", "Set priority, or use INSERT_FIRST or ADD.");

    public static readonly FindingCode EnvoyFilterUsesReplaceOperationIncorrectly = new("IST0152", "EnvoyFilterUsesReplaceOperationIncorrectly", FindingSeverity.Error,
        "REPLACE works for HTTP_FILTER and NETWORK_FILTER only.", "Use MERGE, or REMOVE and ADD.");

    public static readonly FindingCode EnvoyFilterUsesAddOperationIncorrectly = new("IST0153", "EnvoyFilterUsesAddOperationIncorrectly", FindingSeverity.Error,
        "ADD is ignored for ROUTE_CONFIGURATION and HTTP_ROUTE.", "Use MERGE, or INSERT_FIRST for a route.");

    public static readonly FindingCode EnvoyFilterUsesRemoveOperationIncorrectly = new("IST0154", "EnvoyFilterUsesRemoveOperationIncorrectly", FindingSeverity.Error,
        "REMOVE is ignored for ROUTE_CONFIGURATION and HTTP_ROUTE.", "Remove the virtual host, or correct the VirtualService.");

    public static readonly FindingCode EnvoyFilterUsesRelativeOperationWithProxyVersion = new("IST0155", "EnvoyFilterUsesRelativeOperationWithProxyVersion", FindingSeverity.Warning,
        "A patch for a proxy version is placed relative to something that may not be there during an upgrade.", "Set priority, or use INSERT_FIRST or ADD.");

    public static readonly FindingCode InvalidTelemetryProvider = new("IST0157", "InvalidTelemetryProvider", FindingSeverity.Warning,
        "An access log names no provider, and the mesh has no default one.", "Name a provider, such as envoy.");

    public static readonly FindingCode PodsIstioProxyImageMismatchInNamespace = new("IST0158", "PodsIstioProxyImageMismatchInNamespace", FindingSeverity.Warning,
        "Pods run another sidecar image than the injector would give them.", "Restart their workloads.");

    public static readonly FindingCode ConflictingTelemetryWorkloadSelectors = new("IST0159", "ConflictingTelemetryWorkloadSelectors", FindingSeverity.Error,
        "Several Telemetries select one pod.", "Merge them, or let their selectors differ.");

    public static readonly FindingCode MultipleTelemetriesWithoutWorkloadSelectors = new("IST0160", "MultipleTelemetriesWithoutWorkloadSelectors", FindingSeverity.Error,
        "A namespace has several Telemetries without selector.", "Merge them into one.");

    public static readonly FindingCode InvalidGatewayCredential = new("IST0161", "InvalidGatewayCredential", FindingSeverity.Error,
        "The certificate that a Gateway names cannot be read or is out of date.", "Renew the certificate in the Secret.");

    public static readonly FindingCode GatewayPortNotDefinedOnService = new("IST0162", "GatewayPortNotDefinedOnService", FindingSeverity.Warning,
        "A Gateway listens on a port that the Service of its pods does not have.", "Add the port to the Service, or correct the Gateway's.");

    public static readonly FindingCode InvalidExternalControlPlaneConfig = new("IST0163", "InvalidExternalControlPlaneConfig", FindingSeverity.Warning,
        "A webhook of an external control plane names no address that can be used.", "Set clientConfig.url to the control plane's host.");

    public static readonly FindingCode ExternalControlPlaneAddressIsNotAHostname = new("IST0164", "ExternalControlPlaneAddressIsNotAHostname", FindingSeverity.Info,
        "A webhook calls an external control plane by IP address.", "Use a host name.");

    public static readonly FindingCode ReferencedInternalGateway = new("IST0165", "ReferencedInternalGateway", FindingSeverity.Warning,
        "A VirtualService is bound to the internal Gateway that Istio makes of a Kubernetes Gateway.", "Use an HTTPRoute, or a Gateway of your own.");

    public static readonly FindingCode IneffectiveSelector = new("IST0166", "IneffectiveSelector", FindingSeverity.Warning,
        "A policy selects the pods of a Kubernetes Gateway by label, which has no effect.", "Use targetRefs.");

    public static readonly FindingCode IneffectivePolicy = new("IST0167", "IneffectivePolicy", FindingSeverity.Warning,
        "A Sidecar is for workloads in ambient mode, which have none.", "Remove it.");

    public static readonly FindingCode NegativeConditionStatus = new("IST0171", "NegativeConditionStatus", FindingSeverity.Warning,
        "A resource's status says that the control plane could not carry it out.", "See the condition's message.");

    public static readonly FindingCode DestinationRuleSubsetNotSelectPods = new("IST0173", "DestinationRuleSubsetNotSelectPods", FindingSeverity.Warning,
        "A subset selects no pod.", "Correct the subset's labels. Istio counts pods, not Deployments.");

    public static readonly FindingCode UnknownDestinationRuleHost = new("IST0174", "UnknownDestinationRuleHost", FindingSeverity.Warning,
        "The host of a DestinationRule does not exist, or is not visible to it.", "Correct the host. A short name is looked up in the resource's own namespace.");

    public static readonly FindingCode JwksUriFetchUnrestricted = new("IST0175", "JwksUriFetchUnrestricted", FindingSeverity.Warning,
        "The control plane fetches keys from any address that a RequestAuthentication names.", "Set BLOCKED_CIDRS_IN_JWKS_URIS in istiod's environment.");

    public static readonly FindingCode GatewayAPICRDVersionBelowMinimum = new("IST0176", "GatewayAPICRDVersionBelowMinimum", FindingSeverity.Warning,
        "A type of the Kubernetes Gateway API is too old for this release of Istio, which then ignores it.", "Install newer Gateway API CRDs.");
}
