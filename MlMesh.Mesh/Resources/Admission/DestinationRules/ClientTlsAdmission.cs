namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks TLS towards a host.</summary>
internal static class ClientTlsAdmission
{
    public static void Check(ClientTlsSettings? tls, string field, AdmissionReport report)
    {
        if (tls is null)
            return;

        if (tls.InsecureSkipVerify == true)
            CheckUnverified(tls, field, report);

        if (tls.Mode is ClientTlsMode.Simple or ClientTlsMode.Mutual && tls.CredentialName.Length > 0)
        {
            var hasFiles = tls.ClientCertificate.Length > 0 || tls.CaCertificates.Length > 0 || tls.PrivateKey.Length > 0 || tls.CaCrl.Length > 0;
            report.ErrorIf(hasFiles, field, "cannot specify client certificates or CA certificate or CA CRL If credentialName is set");
        }
        else if (tls.Mode == ClientTlsMode.Mutual)
        {
            report.ErrorIf(tls.ClientCertificate.Length == 0, field, "client certificate required for mutual tls");
            report.ErrorIf(tls.PrivateKey.Length == 0, field, "private key required for mutual tls");
        }
    }

    private static void CheckUnverified(ClientTlsSettings tls, string field, AdmissionReport report)
    {
        var verifies = tls.CaCertificates.Length > 0 || tls.SubjectAltNames.Count > 0;
        report.ErrorIf(
            tls.Mode == ClientTlsMode.Simple && (verifies || tls.CredentialName.Length > 0),
            field,
            "cannot specify CaCertificates or CredentialName or SubjectAltNames when InsecureSkipVerify is set true");
        report.ErrorIf(tls.Mode == ClientTlsMode.Mutual && verifies, field, "cannot specify CaCertificates or SubjectAltNames when InsecureSkipVerify is set true");
    }
}
