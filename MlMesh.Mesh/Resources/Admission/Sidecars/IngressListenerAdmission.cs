using System.Globalization;

namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks the inbound listeners of a Sidecar.</summary>
internal static class IngressListenerAdmission
{
    private const string UnixPrefix = "unix://";

    public static void Check(IReadOnlyList<IstioIngressListener> listeners, AdmissionReport report)
    {
        var ports = new HashSet<uint>();
        for (var i = 0; i < listeners.Count; i++)
        {
            var listener = listeners[i];
            var field = $"spec.ingress[{i}]";
            if (listener.Port is not { } port)
            {
                report.Error(field, "sidecar: port is required for ingress listeners");
                continue;
            }

            CheckPort(port, listener.Bind, field, report);
            report.ErrorIf(!ports.Add(port.Number), field + ".port", "sidecar: ports on IP bound listeners must be unique");
            CheckEndpoint(listener.DefaultEndpoint, field + ".defaultEndpoint", report);
            if (listener.Tls is { } tls)
                CheckTls(tls, field + ".tls", report);
            ConnectionPoolAdmission.Check(listener.ConnectionPool, field + ".connectionPool", report);
            if (listener.ConnectionPool?.Http is not null && !Protocols.IsHttp(port.Protocol))
            {
                report.Warning(
                    field + ".connectionPool",
                    $"sidecar: HTTP connection pool settings are configured for port {port.Number} (\"{port.Name}\") but its protocol is not HTTP ({port.Protocol}); only TCP settings will apply");
            }
        }
    }

    public static void CheckPort(SidecarPort port, string bind, string field, AdmissionReport report)
    {
        report.ErrorIf(port.TargetPort > 0, field + ".port.targetPort", "targetPort has no impact on Sidecars");
        if (port.Name.Length > 0)
            Values.PortName(report, field + ".port.name", port.Name);
        Protocols.Check(report, field + ".port.protocol", port.Protocol);
        Values.Port(report, field + ".port.number", port.Number);
        if (bind.Length > 0)
            report.ErrorIf(field + ".bind", IpAddresses.Address(bind));
    }

    private static void CheckEndpoint(string endpoint, string field, AdmissionReport report)
    {
        if (endpoint.Length == 0)
            return;
        if (endpoint.StartsWith(UnixPrefix, StringComparison.Ordinal))
        {
            Values.UnixSocket(report, field, endpoint[UnixPrefix.Length..]);
            return;
        }

        var colon = endpoint.LastIndexOf(':');
        report.ErrorIf(colon < 0, field, $"address {endpoint}: missing port in address");
        var host = colon < 0 ? "" : endpoint[..colon].Trim('[', ']');
        report.ErrorIf(
            host is not ("" or "127.0.0.1" or "0.0.0.0" or "::1" or "::"),
            field,
            "sidecar: defaultEndpoint must be of form 127.0.0.1:<port>,0.0.0.0:<port>,[::1]:port,[::]:port,unix://filepath or unset");
        var portText = endpoint[(colon + 1)..];
        if (int.TryParse(portText, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var port))
            Values.Port(report, field, port);
        else
            report.Error(field, $"sidecar: defaultEndpoint port ({portText}) is not a number: strconv.Atoi: parsing \"{portText}\": invalid syntax");
    }

    private static void CheckTls(ServerTlsSettings tls, string field, AdmissionReport report)
    {
        report.ErrorIf(tls.SubjectAltNames.Count > 0, field, "sidecar: subjectAltNames is not supported in ingress tls");
        report.ErrorIf(tls.HttpsRedirect, field, "sidecar: httpsRedirect is not supported");
        report.ErrorIf(tls.CredentialName.Length > 0, field, "sidecar: credentialName is not currently supported");
        report.ErrorIf(
            tls.Mode is ServerTlsMode.IstioMutual or ServerTlsMode.AutoPassthrough,
            field,
            $"configuration is invalid: cannot set mode to {WireNames.UpperSnakeCase(tls.Mode.ToString())} in sidecar ingress tls");
        ServerTlsAdmission.Check(tls, field, report);
    }
}
