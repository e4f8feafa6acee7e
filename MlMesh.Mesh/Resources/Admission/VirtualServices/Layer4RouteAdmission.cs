namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks TLS and TCP rules.</summary>
internal static class Layer4RouteAdmission
{
    public static void Check(VirtualService service, AdmissionReport report)
    {
        for (var i = 0; i < service.Tls.Count; i++)
            Check(service.Tls[i], service, $"spec.tls[{i}]", report);
        for (var i = 0; i < service.Tcp.Count; i++)
            Check(service.Tcp[i], $"spec.tcp[{i}]", report);
    }

    private static void Check(TlsRoute route, VirtualService service, string field, AdmissionReport report)
    {
        report.ErrorIf(route.Match.Count == 0, field, "TLS route must have at least one match condition");
        for (var i = 0; i < route.Match.Count; i++)
        {
            var match = route.Match[i];
            var path = $"{field}.match[{i}]";
            report.ErrorIf(match.SniHosts.Count == 0, path, "TLS match must have at least one SNI host");
            foreach (var host in match.SniHosts)
                CheckServerName(host, service, path + ".sniHosts", report);
            CheckConnection(match.DestinationSubnets, match.Port, match.SourceLabels, match.Gateways, path, warn: true, report);
        }

        report.ErrorIf(route.Route.Count == 0, field, "TLS route is required");
        DestinationAdmission.Check(route.Route, field + ".route", report);
    }

    private static void Check(TcpRoute route, string field, AdmissionReport report)
    {
        for (var i = 0; i < route.Match.Count; i++)
        {
            var match = route.Match[i];
            CheckConnection(match.DestinationSubnets, match.Port, match.SourceLabels, match.Gateways, $"{field}.match[{i}]", warn: false, report);
        }

        report.ErrorIf(route.Route.Count == 0, field, "TCP route is required");
        DestinationAdmission.Check(route.Route, field + ".route", report);
    }

    private static void CheckServerName(string host, VirtualService service, string field, AdmissionReport report)
    {
        if (DnsNames.WildcardDomain(host) is { } fault && !host.StartsWith("outbound_", StringComparison.Ordinal))
        {
            if (IpAddresses.IsAddress(host))
                report.Warning(field, $"using an IP address (\"{host}\") goes against SNI spec and most clients do not support this");
            else
                report.Error(field, fault);
        }
        else if (!service.Hosts.Any(of => HostPatterns.IsSubset(host, of)))
        {
            report.Error(field, $"SNI host \"{host}\" is not a compatible subset of any of the virtual service hosts: [{string.Join(", ", service.Hosts)}]");
        }
    }

    private static void CheckConnection(
        IReadOnlyList<string> subnets, uint port, IReadOnlyDictionary<string, string> labels, IReadOnlyList<string> gateways, string field, bool warn, AdmissionReport report)
    {
        foreach (var subnet in subnets)
            report.ErrorIf(field + ".destinationSubnets", IpAddresses.Subnet(subnet));
        if (port != 0)
            Values.Port(report, field + ".port", port);
        Labels.Check(report, field + ".sourceLabels", labels);
        GatewayNames.Check(report, field + ".gateways", gateways, warn);
    }
}
