namespace MlMesh.Mesh.Resources.Admission;

/// <summary>What Istio's validation says about a VirtualService.</summary>
internal static class VirtualServiceAdmission
{
    public static void Check(VirtualService service, AdmissionReport report)
    {
        var isDelegate = service.Hosts.Count == 0;
        if (isDelegate)
        {
            report.ErrorIf(service.Gateways.Count > 0, "spec.gateways", "delegate virtual service must have no gateways specified");
            report.ErrorIf(service.Tls.Count > 0, "spec.tls", "delegate virtual service must have no tls route specified");
            report.ErrorIf(service.Tcp.Count > 0, "spec.tcp", "delegate virtual service must have no tcp route specified");
        }

        GatewayNames.Check(report, "spec.gateways", service.Gateways, warn: true);
        var isOnlyAtGateways = service.Gateways.Count > 0 && !service.Gateways.Contains(GatewayNames.Mesh, StringComparer.Ordinal);
        if (!isOnlyAtGateways)
            ClaimRouting.Refuse(report, service);

        CheckHosts(service, isOnlyAtGateways, report);
        if (service.Http.Count == 0 && service.Tcp.Count == 0 && service.Tls.Count == 0)
            report.Error("spec", "http, tcp or tls must be provided in virtual service");

        for (var i = 0; i < service.Http.Count; i++)
            HttpRouteAdmission.Check(service.Http[i], isDelegate, $"spec.http[{i}]", report);
        Layer4RouteAdmission.Check(service, report);
        ExportTo.Check(report, service, service.ExportTo);
        UnreachableRules.Report(service, report);
    }

    private static void CheckHosts(VirtualService service, bool isOnlyAtGateways, AdmissionReport report)
    {
        var before = report.Findings.Count;
        for (var i = 0; i < service.Hosts.Count; i++)
        {
            var host = service.Hosts[i];
            var field = $"spec.hosts[{i}]";
            if (DnsNames.WildcardDomain(host) is { } fault && !IsOutboundSni(service, isOnlyAtGateways, host))
                report.ErrorIf(!IpAddresses.IsAddress(host), field, fault);
            else
                report.ErrorIf(!isOnlyAtGateways && host == "*", field, "wildcard host * is not allowed for virtual services bound to the mesh gateway");
        }

        if (report.Findings.Count != before)
            return;

        for (var i = 0; i < service.Hosts.Count; i++)
        {
            for (var j = i + 1; j < service.Hosts.Count; j++)
                report.ErrorIf(HostPatterns.Overlap(service.Hosts[i], service.Hosts[j]), $"spec.hosts[{j}]", $"duplicate hosts in virtual service: {service.Hosts[i]} & {service.Hosts[j]}");
        }
    }

    /// <summary>Server names that gateways with AUTO_PASSTHROUGH make: <c>outbound_.PORT_._.HOST</c>.</summary>
    private static bool IsOutboundSni(VirtualService service, bool isOnlyAtGateways, string host) =>
        isOnlyAtGateways && host.StartsWith("outbound_", StringComparison.Ordinal) && host.Split('_').Length >= 4
        && service.Tls.Any(route => route.Match.Any(match => match.SniHosts.Count > 0));
}
