namespace MlMesh.Mesh.Resources.Admission;

/// <summary>What Istio's validation says about a ServiceEntry.</summary>
internal static class ServiceEntryAdmission
{
    public static void Check(ServiceEntry entry, AdmissionReport report)
    {
        if (entry.WorkloadSelector is { } selector)
        {
            if (!Labels.CheckSelector(report, "spec.workloadSelector.labels", selector.Labels))
                return;
            if (selector.Labels.Count == 0)
                report.Warning("spec.workloadSelector", "service entry: workload selector specified without labels, will be applied to all services in namespace");
        }

        report.ErrorIf(entry.WorkloadSelector is not null && entry.Endpoints.Count > 0, "spec", "only one of WorkloadSelector or Endpoints is allowed in Service Entry");
        CheckHosts(entry, report);
        foreach (var address in entry.Addresses)
            report.ErrorIf("spec.addresses", IpAddresses.Subnet(address));
        if (entry.Addresses.Any(address => address.Contains('/', StringComparison.Ordinal)))
        {
            report.ErrorIf(
                entry.Resolution is not (ServiceEntryResolution.None or ServiceEntryResolution.Static),
                "spec.addresses",
                "CIDR addresses are allowed only for NONE/STATIC resolution types");
        }

        CheckPorts(entry, report);
        ResolutionAdmission.Check(entry, report);
        ExportTo.Check(report, entry, entry.ExportTo, mayBeNoOne: true);
    }

    private static void CheckHosts(ServiceEntry entry, AdmissionReport report)
    {
        report.ErrorIf(entry.Hosts.Count == 0, "spec.hosts", "service entry must have at least one host");
        for (var i = 0; i < entry.Hosts.Count; i++)
        {
            var host = entry.Hosts[i];
            var field = $"spec.hosts[{i}]";
            report.ErrorIf(field, host == "*" ? $"invalid host {host}" : DnsNames.WildcardDomain(host));
            if (DnsNames.PartialWildcard(host) is { } warning)
                report.Warning(field, warning);
        }
    }

    private static void CheckPorts(ServiceEntry entry, AdmissionReport report)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var numbers = new HashSet<uint>();
        for (var i = 0; i < entry.Ports.Count; i++)
        {
            var port = entry.Ports[i];
            var field = $"spec.ports[{i}]";
            report.ErrorIf(!names.Add(port.Name), field, $"service entry port name \"{port.Name}\" already defined");
            report.ErrorIf(!numbers.Add(port.Number), field, $"service entry port {port.Number} already defined");
            if (port.TargetPort != 0)
                Values.Port(report, field + ".targetPort", port.TargetPort);
            if (entry.Addresses.Count == 0 && (port.Protocol is "" or "TCP") && !HasAllocatedAddress(entry))
                report.Warning(field, "addresses are required for ports serving TCP (or unset) protocol when ISTIO_META_DNS_AUTO_ALLOCATE is not set on a proxy");
            Values.PortName(report, field + ".name", port.Name);
            Protocols.Check(report, field + ".protocol", port.Protocol);
            Values.Port(report, field + ".number", port.Number);
        }

        var isAmbiguous = entry.Resolution != ServiceEntryResolution.None && entry.Hosts.Count > 1 && entry.Ports.Any(port => !Protocols.IsHttp(port.Protocol) && !Protocols.IsTls(port.Protocol));
        report.ErrorIf(isAmbiguous, "spec.ports", "multiple hosts provided with non-HTTP, non-TLS ports");
    }

    /// <summary>Istio gives hosts an address of their own, unless the caller's address is used or a label forbids it.</summary>
    private static bool HasAllocatedAddress(ServiceEntry entry) =>
        entry.Resolution != ServiceEntryResolution.None
        && !(entry.Labels.TryGetValue("networking.istio.io/enable-autoallocate-ip", out var isOn) && isOn.Equals("false", StringComparison.OrdinalIgnoreCase));
}
