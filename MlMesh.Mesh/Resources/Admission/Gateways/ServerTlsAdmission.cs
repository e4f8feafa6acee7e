namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks TLS of a listener.</summary>
internal static class ServerTlsAdmission
{
    private static readonly HashSet<string> CipherSuites = new(StringComparer.Ordinal)
    {
        "ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-RSA-AES256-GCM-SHA384",
        "ECDHE-ECDSA-CHACHA20-POLY1305", "ECDHE-RSA-CHACHA20-POLY1305", "ECDHE-ECDSA-AES128-SHA", "ECDHE-RSA-AES128-SHA", "ECDHE-ECDSA-AES256-SHA",
        "ECDHE-RSA-AES256-SHA", "AES128-GCM-SHA256", "AES256-GCM-SHA384", "AES128-SHA", "AES256-SHA", "DES-CBC3-SHA",
    };

    public static void Check(ServerTlsSettings tls, string field, AdmissionReport report)
    {
        CheckCiphers(tls, field, report);
        switch (tls.Mode)
        {
            case ServerTlsMode.IstioMutual:
                CheckIssuedByMesh(tls, field, report);
                return;
            case ServerTlsMode.Passthrough or ServerTlsMode.AutoPassthrough:
                if (tls.CaCrl.Length > 0 || tls.ServerCertificate.Length > 0 || tls.PrivateKey.Length > 0 || tls.CaCertificates.Length > 0 || tls.CredentialName.Length > 0)
                    report.Warning(field, $"{WireNames.UpperSnakeCase(tls.Mode.ToString())} mode does not use certificates, they will be ignored");
                break;
            default:
                if (CheckCredentialSources(tls, field, report))
                    CheckFiles(tls, field, report);
                break;
        }

        report.ErrorIf(tls.CaCrl.Length > 0 && tls.CredentialName.Length > 0, field + ".caCrl", "CRL is not supported with credentialName. CRL has to be specified in the credential");
        report.ErrorIf(tls.CaCrl.Length > 0 && tls.Mode == ServerTlsMode.Simple && tls.CredentialName.Length == 0, field + ".caCrl", "CRL is not supported with SIMPLE TLS");
    }

    private static void CheckCiphers(ServerTlsSettings tls, string field, AdmissionReport report)
    {
        if (tls.MinProtocolVersion is TlsProtocol.Tlsv10 or TlsProtocol.Tlsv11 && tls.CipherSuites.Count == 0)
            report.Warning(field, "TLS version below TLSV1_2 require setting compatible ciphers as by default they no longer include compatible ciphers.");

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        var repeated = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var suite in tls.CipherSuites)
        {
            if (!IsKnown(suite))
                unknown.Add(suite);
            else if (!seen.Add(suite))
                repeated.Add(suite);
        }

        if (unknown.Count > 0)
            report.Warning(field + ".cipherSuites", $"ignoring invalid cipher suites: [{string.Join(' ', unknown)}]");
        if (repeated.Count > 0)
            report.Warning(field + ".cipherSuites", $"ignoring duplicate cipher suites: [{string.Join(' ', repeated)}]");
    }

    /// <summary>Expressions with operators in front are passed on unread.</summary>
    private static bool IsKnown(string suite) => suite is "" or "ALL" || !char.IsLetterOrDigit(suite[0]) || CipherSuites.Contains(suite);

    private static void CheckIssuedByMesh(ServerTlsSettings tls, string field, AdmissionReport report)
    {
        report.ErrorIf(tls.ServerCertificate.Length > 0, field, "ISTIO_MUTUAL TLS cannot have associated server certificate");
        report.ErrorIf(tls.PrivateKey.Length > 0, field, "ISTIO_MUTUAL TLS cannot have associated private key");
        report.ErrorIf(tls.CaCertificates.Length > 0, field, "ISTIO_MUTUAL TLS cannot have associated CA bundle");
        report.ErrorIf(tls.CredentialName.Length > 0 || tls.CredentialNames.Count > 0, field, "ISTIO_MUTUAL TLS cannot have associated credentialName");
    }

    /// <summary>Certificates come from one place; returns whether that is the files named here.</summary>
    private static bool CheckCredentialSources(ServerTlsSettings tls, string field, AdmissionReport report)
    {
        var sources = (tls.CredentialName.Length > 0 ? 1 : 0)
            + (tls.CredentialNames.Count > 0 ? 1 : 0)
            + (tls.ServerCertificate.Length > 0 || tls.PrivateKey.Length > 0 ? 1 : 0)
            + (tls.TlsCertificates.Count > 0 ? 1 : 0);
        if (sources > 1)
        {
            report.Error(field, "only one of credential_name, credential_names, server_certificate/private_key, tls_certificates should be specified");
            return false;
        }

        return tls.CredentialName.Length == 0 && tls.CredentialNames.Count == 0 && tls.TlsCertificates.Count == 0;
    }

    private static void CheckFiles(ServerTlsSettings tls, string field, AdmissionReport report)
    {
        var mode = tls.Mode == ServerTlsMode.Simple ? "SIMPLE" : "MUTUAL";
        report.ErrorIf(tls.ServerCertificate.Length == 0, field, $"{mode} TLS requires a server certificate");
        report.ErrorIf(tls.PrivateKey.Length == 0, field, $"{mode} TLS requires a private key");
        report.ErrorIf(mode == "MUTUAL" && tls.CaCertificates.Length == 0, field, "MUTUAL TLS requires a client CA bundle");
    }
}
