using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Kiali;

/// <summary>Kiali's codes (kiali.io/docs/features/validations).</summary>
internal static class KialiCodes
{
    public static readonly FindingCode SeveralWithoutSelector = new("KIA0002", "SeveralWithoutSelector", FindingSeverity.Error,
        "A namespace has several Sidecars, PeerAuthentications or RequestAuthentications without selector.", "Merge them into one.");

    public static readonly FindingCode SeveralForWorkload = new("KIA0003", "SeveralForWorkload", FindingSeverity.Error,
        "Several Sidecars, PeerAuthentications or RequestAuthentications select one workload.", "Merge them, or let their selectors differ.");

    public static readonly FindingCode SelectorWithoutWorkload = new("KIA0004", "SelectorWithoutWorkload", FindingSeverity.Warning,
        "A selector takes no workload of the namespace; Deployments count.", "Correct the selector's labels.");

    public static readonly FindingCode AuthorizationNamespaceNotFound = new("KIA0101", "AuthorizationNamespaceNotFound", FindingSeverity.Warning,
        "A rule names a namespace that does not exist.", "Correct the namespace.");

    public static readonly FindingCode AuthorizationMethod = new("KIA0102", "AuthorizationMethod", FindingSeverity.Warning,
        "A rule names a method that neither HTTP nor gRPC has.", "Write an HTTP method in capitals, or a full gRPC name such as /package.Service/Method.");

    public static readonly FindingCode AuthorizationHostNotFound = new("KIA0104", "AuthorizationHostNotFound", FindingSeverity.Error,
        "A rule names a host that does not exist.", "Correct the host, or add its Service or ServiceEntry.");

    public static readonly FindingCode AuthorizationNeedsMutualTls = new("KIA0105", "AuthorizationNeedsMutualTls", FindingSeverity.Error,
        "A rule asks for the caller's identity, which only mutual TLS proves, and the workload does not take it.", "Set the PeerAuthentication to STRICT.");

    public static readonly FindingCode AuthorizationServiceAccountNotFound = new("KIA0106", "AuthorizationServiceAccountNotFound", FindingSeverity.Error,
        "A rule names a service account that no workload has.", "Correct the principal: <trust domain>/ns/<namespace>/sa/<service account>.");

    public static readonly FindingCode DestinationRulesOverlap = new("KIA0201", "DestinationRulesOverlap", FindingSeverity.Warning,
        "Several DestinationRules rule one host and subset.", "Merge them into one.");

    public static readonly FindingCode DestinationRuleHostNotFound = new("KIA0202", "DestinationRuleHostNotFound", FindingSeverity.Error,
        "The host of a DestinationRule does not exist.", "Correct the host, or add its Service or ServiceEntry.");

    public static readonly FindingCode SubsetWithoutWorkload = new("KIA0203", "SubsetWithoutWorkload", FindingSeverity.Error,
        "A subset selects no workload of its host; Deployments count.", "Correct the subset's labels.");

    public static readonly FindingCode MeshWideMutualTlsMissing = new("KIA0205", "MeshWideMutualTlsMissing", FindingSeverity.Error,
        "A DestinationRule for the whole mesh uses mutual TLS, which no PeerAuthentication for the mesh accepts.", "Add a PeerAuthentication in the root namespace.");

    public static readonly FindingCode NamespaceMutualTlsMissing = new("KIA0206", "NamespaceMutualTlsMissing", FindingSeverity.Error,
        "A DestinationRule for a namespace uses mutual TLS, which no PeerAuthentication for it accepts.", "Add a PeerAuthentication in the namespace.");

    public static readonly FindingCode NamespaceIsStrict = new("KIA0207", "NamespaceIsStrict", FindingSeverity.Error,
        "A DestinationRule turns off mutual TLS for a namespace that takes nothing else.", "Set the PeerAuthentication to PERMISSIVE, or remove mode DISABLE.");

    public static readonly FindingCode MeshIsStrict = new("KIA0208", "MeshIsStrict", FindingSeverity.Error,
        "A DestinationRule turns off mutual TLS for a mesh that takes nothing else.", "Set the PeerAuthentication to PERMISSIVE, or remove mode DISABLE.");

    public static readonly FindingCode SubsetWithoutLabels = new("KIA0209", "SubsetWithoutLabels", FindingSeverity.Warning,
        "A subset has no labels, so it selects what the host selects.", "Add labels.");

    public static readonly FindingCode GatewaysOverlap = new("KIA0301", "GatewaysOverlap", FindingSeverity.Warning,
        "Several Gateways of the same pods serve overlapping hosts at one port.", "Merge them, or let hosts or ports differ.");

    public static readonly FindingCode GatewayWithoutWorkload = new("KIA0302", "GatewayWithoutWorkload", FindingSeverity.Warning,
        "The selector of a Gateway takes no workload; Deployments count.", "Correct the selector's labels.");

    public static readonly FindingCode PortName = new("KIA0601", "PortName", FindingSeverity.Error,
        "A port's name does not begin with its protocol.", "Name the port <protocol>[-suffix], or set appProtocol.");

    public static readonly FindingCode TargetPortNotFound = new("KIA0701", "TargetPortNotFound", FindingSeverity.Warning,
        "A Service's targetPort is no port of the Deployment that it selects.", "Correct targetPort, or add the port to the container.");

    public static readonly FindingCode GlobalSidecarSelector = new("KIA1006", "GlobalSidecarSelector", FindingSeverity.Warning,
        "A Sidecar in the root namespace, which is everybody's default, has a selector.", "Remove the selector, or move the Sidecar to its workloads' namespace.");

    public static readonly FindingCode RouteHostNotFound = new("KIA1101", "RouteHostNotFound", FindingSeverity.Error,
        "A route goes to a host that does not exist.", "Correct the host, or add its Service or ServiceEntry.");

    public static readonly FindingCode GatewayNotFound = new("KIA1102", "GatewayNotFound", FindingSeverity.Error,
        "A VirtualService, or one of its matches, is bound to a Gateway that does not exist.", "Correct the name: <namespace>/<name>, or <name> in its own namespace.");

    public static readonly FindingCode SingleWeight = new("KIA1104", "SingleWeight", FindingSeverity.Warning,
        "The weight of a rule's only destination has no effect: it gets all requests.", "Remove the weight, or add the other destinations.");

    public static readonly FindingCode RepeatedSubset = new("KIA1105", "RepeatedSubset", FindingSeverity.Warning,
        "Two destinations of a rule are the same.", "Merge their weights.");

    public static readonly FindingCode SeveralForHost = new("KIA1106", "SeveralForHost", FindingSeverity.Warning,
        "Several VirtualServices rule one host at one gateway, or in the mesh.", "Merge them; their order is not defined.");

    public static readonly FindingCode SubsetNotFound = new("KIA1107", "SubsetNotFound", FindingSeverity.Warning,
        "A route goes to a subset that no DestinationRule defines.", "Correct the subset, or define it.");

    public static readonly FindingCode WorkloadWithoutAuthorization = new("KIA1301", "WorkloadWithoutAuthorization", FindingSeverity.Info,
        "No AuthorizationPolicy covers a workload, although the policy has some.", "Add one that selects it, or one for its namespace.");
}
