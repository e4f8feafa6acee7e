using System.Security.Cryptography.X509Certificates;

namespace MlMesh.Mesh.Security.Identity;

/// <summary>Certificates whose keys every platform's TLS takes.</summary>
internal static class UsableKeys
{
    /// <summary>A certificate with a key in memory, which it takes over.</summary>
    public static X509Certificate2 ForHandshakes(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
            return certificate;
        // Schannel takes no key that exists in memory only.
        using var ephemeral = certificate;
        return X509CertificateLoader.LoadPkcs12(ephemeral.Export(X509ContentType.Pkcs12), null);
    }
}
