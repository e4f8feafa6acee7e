using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Routing.Clusters;

/// <summary>
/// What TLS towards a host verifies and proves, as a DestinationRule's <c>tls</c> of mode SIMPLE or MUTUAL says (Istio's <c>ClientTLSSettings</c>). Paths are those
/// that the proxy sees.
/// </summary>
public sealed record TlsOrigination
{
    // What istiod writes for no path at all, and takes as one.
    private const string SystemAuthorities = "system";

    /// <summary>Where no rule says more: the operating system's authorities, and the host that is asked for.</summary>
    public static TlsOrigination Default { get; } = new() { VerifiesServerName = true };

    /// <summary>File with the authorities that vouch for the server, in PEM (<c>caCertificates</c>); empty for those of the operating system.</summary>
    public string CaCertificates { get; init; } = "";

    /// <summary>File with the certificate to present, in PEM, its intermediates behind it (<c>clientCertificate</c>); empty in mode SIMPLE.</summary>
    public string ClientCertificate { get; init; } = "";

    /// <summary>File with the key of <see cref="ClientCertificate"/>, in PEM (<c>privateKey</c>); empty in mode SIMPLE.</summary>
    public string PrivateKey { get; init; } = "";

    /// <summary>The Secret that holds them instead (<c>credentialName</c>). Nobody can read it outside of a cluster, so there is no connection then.</summary>
    public string CredentialName { get; init; } = "";

    /// <summary>Whether the server has to prove anything: not under <c>insecureSkipVerify</c>.</summary>
    public bool VerifiesServer { get; init; } = true;

    /// <summary>
    /// Whether the server's certificate must be for the host that is asked for. Istio has it so only where the DestinationRule states neither <c>sni</c> nor
    /// <c>subjectAltNames</c>; with an <c>sni</c> alone, any certificate of the authorities will do.
    /// </summary>
    public bool VerifiesServerName { get; init; }

    internal static TlsOrigination Of(ClientTlsSettings tls)
    {
        var isMutual = tls.Mode == ClientTlsMode.Mutual;
        var verifies = tls.InsecureSkipVerify != true;
        return new TlsOrigination
        {
            CaCertificates = verifies && tls.CaCertificates != SystemAuthorities ? tls.CaCertificates : "",
            ClientCertificate = isMutual ? tls.ClientCertificate : "",
            PrivateKey = isMutual ? tls.PrivateKey : "",
            CredentialName = tls.CredentialName,
            VerifiesServer = verifies,
            VerifiesServerName = verifies && tls.Sni.Length == 0 && tls.SubjectAltNames.Count == 0,
        };
    }
}
