namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks hosts with a namespace in front, as Gateways (where it may be left out) and Sidecars have them.</summary>
internal static class NamespacedHosts
{
    public static void Check(AdmissionReport report, string field, string text, bool isGateway)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            if (isGateway)
                CheckHost(report, field, text, isGateway);
            else
                report.Error(field, "host must be of form namespace/dnsName");
            return;
        }

        var (ns, host) = (text[..slash], text[(slash + 1)..]);
        report.ErrorIf(ns.Length == 0 || host.Length == 0, field, "config namespace and dnsName in host entry cannot be empty");
        var isWildcard = ns is "*" or "." || (ns == "~" && !isGateway);
        report.ErrorIf(!isWildcard && !DnsNames.IsLabel(ns), field, $"invalid namespace value \"{ns}\" in {(isGateway ? "gateway" : "sidecar")}");
        CheckHost(report, field, host, isGateway);
    }

    private static void CheckHost(AdmissionReport report, string field, string host, bool isGateway)
    {
        report.ErrorIf(host != "*" && !host.Contains('.', StringComparison.Ordinal), field, "short names (non FQDN) are not allowed");
        if (DnsNames.WildcardDomain(host) is { } fault)
            report.ErrorIf(!isGateway || !IpAddresses.IsAddress(host), field, fault);
        report.ErrorIf(field, DnsNames.PartialWildcard(host));
    }
}
