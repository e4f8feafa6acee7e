namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks a traffic policy of a host, subset or port.</summary>
internal static class TrafficPolicyAdmission
{
    public static void Check(TrafficPolicy? policy, string field, AdmissionReport report) => Check(policy, field, report, warn: true);

    /// <summary>Istio loses the warnings about a subset's policy.</summary>
    public static void CheckInSubset(TrafficPolicy? policy, string field, AdmissionReport report) => Check(policy, field, report, warn: false);

    private static void Check(TrafficPolicy? policy, string field, AdmissionReport report, bool warn)
    {
        if (policy is null)
            return;

        if (policy is { OutlierDetection: null, ConnectionPool: null, LoadBalancer: null, Tls: null, PortLevelSettings.Count: 0, Tunnel: null, ProxyProtocol: null, RetryBudget: null })
        {
            report.Error(field, "traffic policy must have at least one field");
            return;
        }

        if (policy.Tunnel is not null && policy.ProxyProtocol is not null)
        {
            report.Error(field, "tunnel and proxyProtocol must not be set together");
            return;
        }

        OutlierDetectionAdmission.Check(policy.OutlierDetection, field + ".outlierDetection", report, warn);
        ConnectionPoolAdmission.Check(policy.ConnectionPool, field + ".connectionPool", report);
        LoadBalancerAdmission.Check(policy.LoadBalancer, policy.OutlierDetection is not null, field + ".loadBalancer", report, warn);
        ClientTlsAdmission.Check(policy.Tls, field + ".tls", report);
        for (var i = 0; i < policy.PortLevelSettings.Count; i++)
            Check(policy.PortLevelSettings[i], $"{field}.portLevelSettings[{i}]", report);
        if (policy.Tunnel is { } tunnel)
            Check(tunnel, field + ".tunnel", report);
        if (policy.ProxyProtocol is { } proxy)
            report.ErrorIf(!Enum.IsDefined(proxy.Version), field + ".proxyProtocol.version", $"proxy protocol version is invalid: {(int)proxy.Version}");
        if (policy.RetryBudget?.Percent is { } share)
            report.ErrorIf(share is < 0 or > 100, field + ".retryBudget.percent", FormattableString.Invariant($"percentage {share} is not in range 0..100"));
    }

    private static void Check(PortTrafficPolicy policy, string field, AdmissionReport report)
    {
        report.ErrorIf(policy.Port is null, field, "portTrafficPolicy must have valid port");
        if (policy is { OutlierDetection: null, ConnectionPool: null, LoadBalancer: null, Tls: null })
        {
            report.Error(field, "port traffic policy must have at least one field");
            return;
        }

        OutlierDetectionAdmission.Check(policy.OutlierDetection, field + ".outlierDetection", report, warn: false);
        ConnectionPoolAdmission.Check(policy.ConnectionPool, field + ".connectionPool", report);
        LoadBalancerAdmission.Check(policy.LoadBalancer, policy.OutlierDetection is not null, field + ".loadBalancer", report, warn: false);
        ClientTlsAdmission.Check(policy.Tls, field + ".tls", report);
    }

    private static void Check(TunnelSettings tunnel, string field, AdmissionReport report)
    {
        report.ErrorIf(tunnel.Protocol is not ("" or "CONNECT" or "POST"), field + ".protocol", "tunnel protocol must be \"CONNECT\" or \"POST\"");
        if (DnsNames.Fqdn(tunnel.TargetHost) is { } fault && IpAddresses.Address(tunnel.TargetHost) is { } other)
            report.Error(field + ".targetHost", $"tunnel target host must be valid FQDN or IP address: {fault}; {other}");
        if (tunnel.TargetPort is < 1 or > 65535)
            report.Error(field + ".targetPort", "tunnel target port is invalid: " + Values.PortFault(tunnel.TargetPort));
    }
}
