using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MlMesh.Mesh.Security.Identity;

/// <summary>The folder in which a workload finds its identity: <c>svid.pem</c> (certificate and key, only the owner reads it) and <c>bundle.pem</c> (whom to trust).</summary>
public static class SvidFolder
{
    internal const string Svid = "svid.pem";
    internal const string Bundle = "bundle.pem";

    /// <summary>Writes an identity, so that a reader sees either the one before or this one, whole.</summary>
    /// <param name="folder">The folder; created with rights for the owner only.</param>
    /// <param name="svid">Certificate with its key.</param>
    /// <param name="bundle">Certificates of the authorities, in PEM.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static void Write(string folder, X509Certificate2 svid, string bundle)
    {
        ArgumentNullException.ThrowIfNull(svid);
        OwnerOnly.CreateFolder(folder);
        // Who finds an identity finds its bundle.
        Replace(folder, Bundle, bundle);
        using var key = svid.GetECDsaPrivateKey() ?? throw new ArgumentException("The certificate has no ECDSA key.", nameof(svid));
        Replace(folder, Svid, $"{svid.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
    }

    private static void Replace(string folder, string name, string text)
    {
        var temporary = Path.Combine(folder, $".{name}.{RandomNumberGenerator.GetHexString(8)}");
        OwnerOnly.WriteFile(temporary, text);
        File.Move(temporary, Path.Combine(folder, name), overwrite: true);
    }
}
