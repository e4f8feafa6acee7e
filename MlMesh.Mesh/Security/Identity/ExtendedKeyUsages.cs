namespace MlMesh.Mesh.Security.Identity;

/// <summary>What a certificate may be used for (RFC 5280, section 4.2.1.12).</summary>
internal static class ExtendedKeyUsages
{
    /// <summary>As a TLS server.</summary>
    public const string Server = "1.3.6.1.5.5.7.3.1";

    /// <summary>As a TLS client.</summary>
    public const string Client = "1.3.6.1.5.5.7.3.2";
}
