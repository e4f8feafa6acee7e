namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks that endpoints and hosts of a ServiceEntry suit its resolution.</summary>
internal static class ResolutionAdmission
{
    public static void Check(ServiceEntry entry, AdmissionReport report)
    {
        var mode = WireNames.UpperSnakeCase(entry.Resolution.ToString());
        switch (entry.Resolution)
        {
            case ServiceEntryResolution.None:
                report.ErrorIf(entry.Endpoints.Count > 0, "spec.endpoints", "no endpoints should be provided for resolution type none");
                WarnAboutSelector(entry, mode, report);
                break;
            case ServiceEntryResolution.Static:
                for (var i = 0; i < entry.Endpoints.Count; i++)
                    WorkloadEntryAdmission.Check(entry.Endpoints[i], PortNames(entry), mayBeName: false, $"spec.endpoints[{i}]", report);
                break;
            case ServiceEntryResolution.Dns or ServiceEntryResolution.DnsRoundRobin:
                CheckNames(entry, mode, report);
                WarnAboutSelector(entry, mode, report);
                break;
            case ServiceEntryResolution.DynamicDns:
                report.ErrorIf(entry.Endpoints.Count > 0, "spec.endpoints", $"no endpoints should be provided for resolution type {mode}");
                WarnAboutSelector(entry, mode, report);
                break;
            default:
                report.Error("spec.resolution", $"unsupported resolution type {mode}");
                break;
        }
    }

    private static void CheckNames(ServiceEntry entry, string mode, AdmissionReport report)
    {
        if (entry.Endpoints.Count == 0)
        {
            foreach (var host in entry.Hosts)
            {
                if (DnsNames.Fqdn(host) is { } fault)
                    report.Error("spec.hosts", $"hosts must be FQDN or contain only prefix wildcards if no endpoints are provided for resolution mode {mode}, {fault}");
            }
        }

        report.ErrorIf(
            entry.Resolution == ServiceEntryResolution.DnsRoundRobin && entry.Endpoints.Count > 1,
            "spec.endpoints",
            $"there must only be 0 or 1 endpoint for resolution mode {mode}");
        var ports = PortNames(entry);
        for (var i = 0; i < entry.Endpoints.Count; i++)
        {
            var field = $"spec.endpoints[{i}]";
            WorkloadEntryAdmission.CheckName(entry.Endpoints[i].Address, field + ".address", report);
            Labels.Check(report, field + ".labels", entry.Endpoints[i].Labels);
            WorkloadEntryAdmission.CheckPorts(entry.Endpoints[i], ports, field, report);
        }

        if (entry.Addresses.Count > 0 && entry.Hosts.Count > 1 && entry.Ports.Any(port => Protocols.IsTcp(port.Protocol)))
            report.Warning("spec.hosts", "service entry can not have more than one host specified simultaneously with address and tcp port");
    }

    private static void WarnAboutSelector(ServiceEntry entry, string mode, AdmissionReport report)
    {
        if (entry.WorkloadSelector is not null)
            report.Warning("spec.workloadSelector", $"workloadSelector should not be set when resolution mode is {mode}");
    }

    private static HashSet<string> PortNames(ServiceEntry entry) => entry.Ports.Select(port => port.Name).ToHashSet(StringComparer.Ordinal);
}
