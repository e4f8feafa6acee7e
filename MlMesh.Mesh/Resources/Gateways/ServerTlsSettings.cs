namespace MlMesh.Mesh.Resources;

/// <summary>TLS of a listener.</summary>
public sealed record ServerTlsSettings
{
    /// <summary>Whether plain HTTP is answered with a redirect to HTTPS.</summary>
    public bool HttpsRedirect { get; init; }

    /// <summary>Which kind.</summary>
    public ServerTlsMode Mode { get; init; }

    /// <summary>Path of the certificate.</summary>
    public string ServerCertificate { get; init; } = "";

    /// <summary>Path of the private key.</summary>
    public string PrivateKey { get; init; } = "";

    /// <summary>Path of the authorities' certificates.</summary>
    public string CaCertificates { get; init; } = "";

    /// <summary>Path of the revocation list.</summary>
    public string CaCrl { get; init; } = "";

    /// <summary>Secret that holds them.</summary>
    public string CredentialName { get; init; } = "";

    /// <summary>Several Secrets.</summary>
    public IReadOnlyList<string> CredentialNames { get; init; } = [];

    /// <summary>Secret that holds the authorities' certificates.</summary>
    public string CaCertCredentialName { get; init; } = "";

    /// <summary>Several certificates.</summary>
    public IReadOnlyList<ServerTlsCertificate> TlsCertificates { get; init; } = [];

    /// <summary>Names that a client must have.</summary>
    public IReadOnlyList<string> SubjectAltNames { get; init; } = [];

    /// <summary>Keys that a client must have.</summary>
    public IReadOnlyList<string> VerifyCertificateSpki { get; init; } = [];

    /// <summary>Certificates that a client must have.</summary>
    public IReadOnlyList<string> VerifyCertificateHash { get; init; } = [];

    /// <summary>Lowest version.</summary>
    public TlsProtocol MinProtocolVersion { get; init; }

    /// <summary>Highest version.</summary>
    public TlsProtocol MaxProtocolVersion { get; init; }

    /// <summary>Ciphers.</summary>
    public IReadOnlyList<string> CipherSuites { get; init; } = [];
}
