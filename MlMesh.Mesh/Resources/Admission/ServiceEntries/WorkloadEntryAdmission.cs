namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks an endpoint outside Kubernetes.</summary>
internal static class WorkloadEntryAdmission
{
    private const string UnixPrefix = "unix://";

    public static void Check(WorkloadEntry entry, AdmissionReport report)
    {
        var spec = new WorkloadEntrySpec { Address = entry.Address, Ports = entry.Ports, Labels = entry.WorkloadLabels, Network = entry.Network };
        Check(spec, servicePorts: null, mayBeName: true, "spec", report);
    }

    /// <param name="entry">The endpoint.</param>
    /// <param name="servicePorts">Names of the service's ports; null when the service is not known.</param>
    /// <param name="mayBeName">Whether the address may be a host name.</param>
    /// <param name="field">Path of the endpoint.</param>
    /// <param name="report">Gets what is found.</param>
    public static void Check(WorkloadEntrySpec entry, IReadOnlySet<string>? servicePorts, bool mayBeName, string field, AdmissionReport report)
    {
        if (entry.Address.Length == 0)
        {
            if (entry.Network.Length == 0)
            {
                report.Error(field, "address is required");
                return;
            }

            report.Warning(field, $"address is unset with network \"{entry.Network}\"");
        }

        var isUnix = entry.Address.StartsWith(UnixPrefix, StringComparison.Ordinal);
        if (isUnix)
        {
            Values.UnixSocket(report, field + ".address", entry.Address[UnixPrefix.Length..]);
            report.ErrorIf(entry.Ports.Count > 0, field + ".ports", $"unix endpoint {entry.Address} must not include ports");
            report.ErrorIf(servicePorts is { Count: not 1 }, field, "exactly 1 service port required for unix endpoints");
        }
        else if (entry.Address.Length > 0 && !mayBeName)
        {
            report.ErrorIf(!IpAddresses.IsAddress(entry.Address), field + ".address", $"endpoint address \"{entry.Address}\" is not a valid IP address");
        }
        else if (entry.Address.Length > 0)
        {
            CheckName(entry.Address, field + ".address", report);
        }

        CheckPorts(entry, servicePorts, field, report);
        Labels.Check(report, field + ".labels", entry.Labels);
    }

    public static void CheckName(string address, string field, AdmissionReport report) =>
        report.ErrorIf(!IpAddresses.IsAddress(address) && DnsNames.Fqdn(address) is not null, field, $"endpoint address \"{address}\" is not a valid FQDN or an IP address");

    public static void CheckPorts(WorkloadEntrySpec entry, IReadOnlySet<string>? servicePorts, string field, AdmissionReport report)
    {
        foreach (var (name, port) in entry.Ports)
        {
            report.ErrorIf(servicePorts?.Contains(name) == false, field + ".ports", $"endpoint port {port} is not defined by the service entry");
            Values.PortName(report, field + ".ports", name);
            Values.Port(report, field + ".ports", port);
        }
    }
}
