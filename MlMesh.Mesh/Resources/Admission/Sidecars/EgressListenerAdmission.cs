namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks the outbound listeners of a Sidecar.</summary>
internal static class EgressListenerAdmission
{
    private const string UnixPrefix = "unix://";

    public static void Check(SidecarResource sidecar, AdmissionReport report)
    {
        var ports = new HashSet<uint>();
        var sockets = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < sidecar.Egress.Count; i++)
        {
            var listener = sidecar.Egress[i];
            var field = $"spec.egress[{i}]";
            if (listener.Port is null)
                report.ErrorIf(i < sidecar.Egress.Count - 1, field, "sidecar: the egress listener with empty port should be the last listener in the list");
            else if (listener.Port.Number == 0)
                CheckSocket(listener, listener.Port, field, sockets, report);
            else
                CheckPort(listener, listener.Port, field, ports, report);

            CheckHosts(sidecar, listener, field + ".hosts", report);
        }
    }

    private static void CheckPort(IstioEgressListener listener, SidecarPort port, string field, HashSet<uint> ports, AdmissionReport report)
    {
        IngressListenerAdmission.CheckPort(port, listener.Bind, field, report);
        report.ErrorIf(!ports.Add(port.Number), field + ".port", "sidecar: ports on IP bound listeners must be unique");
    }

    private static void CheckSocket(IstioEgressListener listener, SidecarPort port, string field, HashSet<string> sockets, AdmissionReport report)
    {
        report.ErrorIf(port.TargetPort > 0, field + ".port.targetPort", "targetPort has no impact on Sidecars");
        if (port.Name.Length > 0)
            Values.PortName(report, field + ".port.name", port.Name);
        Protocols.Check(report, field + ".port.protocol", port.Protocol);
        if (listener.Bind.StartsWith(UnixPrefix, StringComparison.Ordinal))
            Values.UnixSocket(report, field + ".bind", listener.Bind[UnixPrefix.Length..]);
        else
            report.Error(field + ".bind", "sidecar: ports with 0 value must have a unix domain socket bind address");
        report.ErrorIf(listener.CaptureMode == CaptureMode.Iptables, field + ".captureMode", "sidecar: captureMode must be DEFAULT/NONE for unix domain socket listeners");
        report.ErrorIf(!sockets.Add(listener.Bind), field + ".bind", "sidecar: unix domain socket values for listeners must be unique");
    }

    private static void CheckHosts(SidecarResource sidecar, IstioEgressListener listener, string field, AdmissionReport report)
    {
        report.ErrorIf(listener.Hosts.Count == 0, field, "sidecar: egress listener must contain at least one host");
        var byNamespace = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var host in listener.Hosts)
        {
            if (host.Split('/', 2) is [var stated, var name])
            {
                var ns = stated == "." ? sidecar.Namespace : stated;
                if (!byNamespace.TryGetValue(ns, out var names))
                    byNamespace[ns] = names = new HashSet<string>(StringComparer.Ordinal);
                if (name == "*" ? names.Count > 0 : names.Contains(name) || names.Contains("*"))
                    report.Warning(field, $"duplicated egress host: {host}");
                names.Add(name);
            }

            NamespacedHosts.Check(report, field, host, isGateway: false);
        }

        if (byNamespace.TryGetValue("*", out var everywhere) && everywhere.Contains("*") && byNamespace.Count > 1)
            report.Warning(field, "`*/*` host select all resources, no other hosts can be added");
    }
}
