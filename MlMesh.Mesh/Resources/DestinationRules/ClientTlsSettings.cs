namespace MlMesh.Mesh.Resources;

/// <summary>TLS towards a host.</summary>
public sealed record ClientTlsSettings
{
    /// <summary>Which kind.</summary>
    public ClientTlsMode Mode { get; init; }

    /// <summary>Path of the certificate.</summary>
    [ClusterOnly("certificates of other authorities are not loaded by the local mesh")]
    public string ClientCertificate { get; init; } = "";

    /// <summary>Path of the private key.</summary>
    [ClusterOnly("certificates of other authorities are not loaded by the local mesh")]
    public string PrivateKey { get; init; } = "";

    /// <summary>Path of the authorities' certificates.</summary>
    [ClusterOnly("certificates of other authorities are not loaded by the local mesh")]
    public string CaCertificates { get; init; } = "";

    /// <summary>Secret that holds them.</summary>
    [ClusterOnly("certificates of other authorities are not loaded by the local mesh")]
    public string CredentialName { get; init; } = "";

    /// <summary>Names that the server must have.</summary>
    public IReadOnlyList<string> SubjectAltNames { get; init; } = [];

    /// <summary>Server name to send.</summary>
    public string Sni { get; init; } = "";

    /// <summary>Whether the server's certificate is not verified.</summary>
    [ClusterOnly("the local mesh verifies every server's certificate")]
    public bool? InsecureSkipVerify { get; init; }

    /// <summary>Path of the revocation list.</summary>
    [ClusterOnly("certificates of other authorities are not loaded by the local mesh")]
    public string CaCrl { get; init; } = "";
}
