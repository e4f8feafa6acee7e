using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>DestinationRules whose TLS does not verify the server.</summary>
internal sealed class ServerVerificationAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [IstioCodes.NoServerCertificateVerificationDestinationLevel, IstioCodes.NoServerCertificateVerificationPortLevel];

    public void Analyze(AnalysisContext context)
    {
        foreach (var rule in context.Resources.All<DestinationRule>())
        {
            if (rule.TrafficPolicy is not { } policy)
                continue;

            if (Unverified(rule, policy.Tls) is { } mode)
                context.Report(IstioCodes.NoServerCertificateVerificationDestinationLevel, rule, FieldPath.Of("spec", "trafficPolicy", "tls", "caCertificates"), Message(rule, mode));
            for (var i = 0; i < policy.PortLevelSettings.Count; i++)
            {
                var port = policy.PortLevelSettings[i];
                if (Unverified(rule, port.Tls) is { } portMode)
                {
                    context.Report(
                        IstioCodes.NoServerCertificateVerificationPortLevel,
                        rule,
                        FieldPath.Of("spec", "trafficPolicy", "portLevelSettings", i, "tls", "caCertificates"),
                        $"{Message(rule, portMode)} at port number:{port.Port?.Number}");
                }
            }
        }
    }

    /// <summary>The mode of TLS that verifies nothing. A credential is used by selected workloads only.</summary>
    private static string? Unverified(DestinationRule rule, ClientTlsSettings? tls)
    {
        if (tls is not { Mode: ClientTlsMode.Simple or ClientTlsMode.Mutual, CaCertificates.Length: 0 } || (tls.CredentialName.Length > 0 && rule.WorkloadSelector is not null))
            return null;
        return tls.Mode == ClientTlsMode.Simple ? "SIMPLE" : "MUTUAL";
    }

    private static string Message(DestinationRule rule, string mode) =>
        $"DestinationRule {rule.FullName()} in namespace {rule.Namespace} has TLS mode set to {mode} but no caCertificates are set to validate server identity for host: {rule.Host}";
}
