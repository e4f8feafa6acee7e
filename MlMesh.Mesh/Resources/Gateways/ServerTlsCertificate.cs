namespace MlMesh.Mesh.Resources;

/// <summary>Files of one certificate.</summary>
public sealed record ServerTlsCertificate
{
    /// <summary>Path of the certificate.</summary>
    public string ServerCertificate { get; init; } = "";

    /// <summary>Path of the private key.</summary>
    public string PrivateKey { get; init; } = "";

    /// <summary>Path of the authorities' certificates.</summary>
    public string CaCertificates { get; init; } = "";
}
