namespace MlMesh.Mesh.Resources.Admission;

/// <summary>
/// What Istio's validating webhook would say about a resource. The rules are those of istiod 1.30.3; the messages are Istio's own, so that a search finds them.
/// </summary>
public static class ResourceAdmission
{
    private const string AlwaysReject = "internal.istio.io/webhook-always-reject";
    private const string DryRun = "istio.io/dry-run";

    /// <summary>Checks a resource that could be read.</summary>
    /// <returns>Errors, for which the cluster would refuse it, and warnings; empty for a Kubernetes object.</returns>
    public static IReadOnlyList<Finding> Validate(MeshResource resource)
    {
        var report = new AdmissionReport(resource);
        if (resource is KubernetesService or Pod or KubernetesNamespace or KubernetesObject)
            return report.Findings;

        if (resource is not AuthorizationPolicy && resource.Annotations.ContainsKey(DryRun))
            report.Error($"metadata.annotations[{DryRun}]", $"{resource.Namespace}/{resource.Name} has unsupported annotation {DryRun}, please remove the annotation");
        else if (resource.Annotations.ContainsKey(AlwaysReject))
            report.Error($"metadata.annotations[{AlwaysReject}]", $"\"{AlwaysReject}\" annotation found, rejecting");
        else
            Check(resource, report);
        return report.Findings;
    }

    private static void Check(MeshResource resource, AdmissionReport report)
    {
        switch (resource)
        {
            case VirtualService service:
                VirtualServiceAdmission.Check(service, report);
                break;
            case DestinationRule rule:
                DestinationRuleAdmission.Check(rule, report);
                break;
            case GatewayResource gateway:
                GatewayAdmission.Check(gateway, report);
                break;
            case SidecarResource sidecar:
                SidecarAdmission.Check(sidecar, report);
                break;
            case ServiceEntry entry:
                ServiceEntryAdmission.Check(entry, report);
                break;
            case WorkloadEntry entry:
                WorkloadEntryAdmission.Check(entry, report);
                break;
            case EnvoyFilter filter:
                EnvoyFilterAdmission.Check(filter, report);
                break;
            case TelemetryResource telemetry:
                TelemetryAdmission.Check(telemetry, report);
                break;
            case AuthorizationPolicy policy:
                AuthorizationPolicyAdmission.Check(policy, report);
                break;
            case PeerAuthentication policy:
                PeerAuthenticationAdmission.Check(policy, report);
                break;
            case RequestAuthentication policy:
                RequestAuthenticationAdmission.Check(policy, report);
                break;
        }
    }
}
