namespace MlMesh.Mesh.Resources.Admission;

/// <summary>What Istio's validation says about a Sidecar.</summary>
internal static class SidecarAdmission
{
    public static void Check(SidecarResource sidecar, AdmissionReport report)
    {
        if (sidecar.WorkloadSelector is { } selector)
        {
            if (!Labels.CheckSelector(report, "spec.workloadSelector.labels", selector.Labels))
                return;
            if (selector.Labels.Count == 0)
                report.Warning("spec.workloadSelector", "sidecar: workload selector specified without labels, will be applied to all services in namespace");
        }

        if (sidecar is { Egress.Count: 0, Ingress.Count: 0, OutboundTrafficPolicy: null, InboundConnectionPool: null })
        {
            report.Error("spec", "sidecar: empty configuration provided");
            return;
        }

        IngressListenerAdmission.Check(sidecar.Ingress, report);
        ConnectionPoolAdmission.Check(sidecar.InboundConnectionPool, "spec.inboundConnectionPool", report);
        EgressListenerAdmission.Check(sidecar, report);
        CheckOutbound(sidecar.OutboundTrafficPolicy, "spec.outboundTrafficPolicy", report);
    }

    private static void CheckOutbound(OutboundTrafficPolicy? policy, string field, AdmissionReport report)
    {
        if (policy?.EgressProxy is not { } proxy)
            return;

        if (policy.Mode != OutboundTrafficMode.AllowAny)
        {
            report.Error(field, "sidecar: egress_proxy must be set only with ALLOW_ANY outbound_traffic_policy mode");
            return;
        }

        report.ErrorIf(field + ".egressProxy.host", DnsNames.Fqdn(proxy.Host));
        if (proxy.Port is null)
            report.Error(field + ".egressProxy", "sidecar: egress_proxy port must be non-nil");
        else
            DestinationAdmission.Check(proxy, field + ".egressProxy", report);
    }
}
