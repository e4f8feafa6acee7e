namespace MlMesh.Mesh.Resources.Admission;

/// <summary>What Istio's validation says about a Gateway.</summary>
internal static class GatewayAdmission
{
    private const string UnixPrefix = "unix://";

    public static void Check(GatewayResource gateway, AdmissionReport report)
    {
        report.ErrorIf(!DnsNames.IsLabel(gateway.Name), "metadata.name", $"invalid gateway name: \"{gateway.Name}\"");
        report.ErrorIf(gateway.Servers.Count == 0, "spec.servers", "gateway must have at least one server");
        var portNames = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < gateway.Servers.Count; i++)
        {
            var server = gateway.Servers[i];
            var field = $"spec.servers[{i}]";
            Check(server, field, report);
            if (server.Port is not { } port)
                continue;

            report.ErrorIf(!portNames.Add(port.Name), field + ".port.name", $"port names in servers must be unique: duplicate name {port.Name}");
            if (!Protocols.IsHttp(port.Protocol) && server.Tls is { HttpsRedirect: true })
                report.Warning(field + ".tls.httpsRedirect", "tls.httpsRedirect should only be used with http servers");
        }
    }

    private static void Check(Server server, string field, AdmissionReport report)
    {
        report.ErrorIf(server.Hosts.Count == 0, field, "server config must contain at least one host");
        foreach (var host in server.Hosts)
            NamespacedHosts.Check(report, field + ".hosts", host, isGateway: true);

        var before = report.Findings.Count;
        if (server.Port is { } port)
            Check(port, server.Bind, field + ".port", report);
        else
            report.Error(field, "port is required");
        var isPortSound = report.Findings.Count == before;

        CheckBind(server, field + ".bind", report);
        if (server.Tls is { } tls)
            ServerTlsAdmission.Check(tls, field + ".tls", report);
        if (isPortSound)
            CheckProtocol(server, field, report);
    }

    private static void Check(ServerPort port, string bind, string field, AdmissionReport report)
    {
        report.ErrorIf(!Protocols.IsKnown(port.Protocol), field + ".protocol", $"invalid protocol \"{port.Protocol}\", supported protocols are HTTP, HTTP2, GRPC, GRPC-WEB, MONGO, REDIS, MYSQL, TCP");
        if (port.Number > 0 || !bind.StartsWith(UnixPrefix, StringComparison.Ordinal))
            Values.Port(report, field + ".number", port.Number);
        report.ErrorIf(port.TargetPort > 0, field + ".targetPort", "targetPort has no impact on Gateways");
        report.ErrorIf(port.Name.Length == 0, field, $"port name must be set: number:{port.Number} protocol:\"{port.Protocol}\"");
    }

    private static void CheckBind(Server server, string field, AdmissionReport report)
    {
        if (server.Bind.StartsWith(UnixPrefix, StringComparison.Ordinal))
        {
            Values.UnixSocket(report, field, server.Bind[UnixPrefix.Length..]);
            report.ErrorIf(server.Port is { Number: not 0 }, field, $"port number must be 0 for unix domain socket: number:{server.Port?.Number}");
        }
        else if (server.Bind.Length > 0)
        {
            report.ErrorIf(field, IpAddresses.Address(server.Bind));
        }
    }

    private static void CheckProtocol(Server server, string field, AdmissionReport report)
    {
        var protocol = server.Port!.Protocol;
        if (Protocols.IsTls(protocol))
            report.ErrorIf(server.Tls is null, field, "server must have TLS settings for HTTPS/TLS protocols");
        else if (server.Tls is not null && !Protocols.IsHttp(protocol))
            report.Error(field + ".tls", "server cannot have TLS settings for non HTTPS/TLS ports");
        else if (server.Tls is { } settings)
            report.ErrorIf(!IsRedirectOnly(settings), field + ".tls", "server cannot have TLS settings for plain text HTTP ports");
    }

    /// <summary>On a plain port TLS settings may only ask for the redirect to HTTPS.</summary>
    private static bool IsRedirectOnly(ServerTlsSettings tls) =>
        tls.Mode is ServerTlsMode.Passthrough or ServerTlsMode.AutoPassthrough && tls.CaCertificates.Length == 0 && tls.PrivateKey.Length == 0 && tls.ServerCertificate.Length == 0;
}
