namespace MlMesh.Mesh.Resources;

/// <summary>TLS towards a host.</summary>
public sealed record ClientTlsSettings
{
    /// <summary>Which kind.</summary>
    public ClientTlsMode Mode { get; init; }

    /// <summary>Path of the certificate that the proxy presents, in PEM with its intermediates.</summary>
    public string ClientCertificate { get; init; } = "";

    /// <summary>Path of the certificate's key, in PEM.</summary>
    public string PrivateKey { get; init; } = "";

    /// <summary>Path of the authorities' certificates, in PEM; empty or <c>system</c> for those of the operating system.</summary>
    public string CaCertificates { get; init; } = "";

    /// <summary>Secret that holds them.</summary>
    [ClusterOnly("the local mesh reads no Secrets; connections to the host fail")]
    public string CredentialName { get; init; } = "";

    /// <summary>Names that the server must have.</summary>
    public IReadOnlyList<string> SubjectAltNames { get; init; } = [];

    /// <summary>Server name to send.</summary>
    public string Sni { get; init; } = "";

    /// <summary>Whether the server's certificate is not verified.</summary>
    public bool? InsecureSkipVerify { get; init; }

    /// <summary>Path of the revocation list.</summary>
    [ClusterOnly("the local mesh reads no revocation lists; what they revoke is taken")]
    public string CaCrl { get; init; } = "";
}
