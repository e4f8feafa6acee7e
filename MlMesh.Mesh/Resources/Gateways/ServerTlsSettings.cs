namespace MlMesh.Mesh.Resources;

/// <summary>TLS of a listener.</summary>
public sealed record ServerTlsSettings
{
    /// <summary>Whether plain HTTP is answered with a redirect to HTTPS.</summary>
    public bool HttpsRedirect { get; init; }

    /// <summary>Which kind.</summary>
    public ServerTlsMode Mode { get; init; }

    /// <summary>Path of the certificate.</summary>
    [ClusterOnly("local gateways take plaintext and the mesh's mutual TLS")]
    public string ServerCertificate { get; init; } = "";

    /// <summary>Path of the private key.</summary>
    [ClusterOnly("local gateways take plaintext and the mesh's mutual TLS")]
    public string PrivateKey { get; init; } = "";

    /// <summary>Path of the authorities' certificates.</summary>
    [ClusterOnly("local gateways take plaintext and the mesh's mutual TLS")]
    public string CaCertificates { get; init; } = "";

    /// <summary>Path of the revocation list.</summary>
    [ClusterOnly("local gateways take plaintext and the mesh's mutual TLS")]
    public string CaCrl { get; init; } = "";

    /// <summary>Secret that holds them.</summary>
    [ClusterOnly("local gateways take plaintext and the mesh's mutual TLS")]
    public string CredentialName { get; init; } = "";

    /// <summary>Several Secrets.</summary>
    [ClusterOnly("local gateways take plaintext and the mesh's mutual TLS")]
    public IReadOnlyList<string> CredentialNames { get; init; } = [];

    /// <summary>Secret that holds the authorities' certificates.</summary>
    [ClusterOnly("local gateways take plaintext and the mesh's mutual TLS")]
    public string CaCertCredentialName { get; init; } = "";

    /// <summary>Several certificates.</summary>
    [ClusterOnly("local gateways take plaintext and the mesh's mutual TLS")]
    public IReadOnlyList<ServerTlsCertificate> TlsCertificates { get; init; } = [];

    /// <summary>Names that a client must have.</summary>
    [ClusterOnly("local gateways leave it to policies who may call")]
    public IReadOnlyList<string> SubjectAltNames { get; init; } = [];

    /// <summary>Keys that a client must have.</summary>
    [ClusterOnly("local gateways leave it to policies who may call")]
    public IReadOnlyList<string> VerifyCertificateSpki { get; init; } = [];

    /// <summary>Certificates that a client must have.</summary>
    [ClusterOnly("local gateways leave it to policies who may call")]
    public IReadOnlyList<string> VerifyCertificateHash { get; init; } = [];

    /// <summary>Lowest version.</summary>
    [ClusterOnly("the local mesh speaks what the machine's TLS library offers")]
    public TlsProtocol MinProtocolVersion { get; init; }

    /// <summary>Highest version.</summary>
    [ClusterOnly("the local mesh speaks what the machine's TLS library offers")]
    public TlsProtocol MaxProtocolVersion { get; init; }

    /// <summary>Ciphers.</summary>
    [ClusterOnly("the local mesh speaks what the machine's TLS library offers")]
    public IReadOnlyList<string> CipherSuites { get; init; } = [];
}
