using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MlMesh.Mesh.Security.Identity;

namespace MlMesh.Mesh.Security.Origination;

/// <summary>Reads certificates and keys from the files that a DestinationRule's <c>tls</c> names.</summary>
internal static class PemFile
{
    /// <summary>The certificates of a file, in its order; at least one.</summary>
    /// <exception cref="ClientTlsFileException">There is no such file, or no certificate in it.</exception>
    public static X509Certificate2Collection Certificates(string field, string path)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(Text(field, path));
        }
        catch (CryptographicException malformed)
        {
            throw Unusable(field, $"{path} has a certificate that cannot be read: {malformed.Message}", "Write it as PEM certificates.");
        }

        return certificates.Count > 0 ? certificates : throw Unusable(field, $"{path} holds no certificate", "Write PEM certificates into it.");
    }

    /// <summary>A certificate with its key.</summary>
    /// <exception cref="ClientTlsFileException">There is no such file, or the key in it is no key of the certificate.</exception>
    public static X509Certificate2 WithKey(X509Certificate2 certificate, string certificatePath, string field, string path)
    {
        var key = Text(field, path);
        try
        {
            return UsableKeys.ForHandshakes(X509Certificate2.CreateFromPem(certificate.ExportCertificatePem(), key));
        }
        // What the exception says is left out: nothing of a key's file belongs into a log.
        catch (Exception unfit) when (unfit is CryptographicException or ArgumentException)
        {
            throw Unusable(field, $"{path} has no unencrypted private key that belongs to the certificate in {certificatePath}", "Put the key of that certificate there, in PEM and without a password.");
        }
    }

    private static string Text(string field, string path)
    {
        if (!Path.IsPathRooted(path))
            throw new ClientTlsFileException(field, isAbsent: true, $"'{path}' is relative to wherever the proxy runs", "State the absolute path that the file has for the proxy.");
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception unreadable) when (unreadable is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ClientTlsFileException(field, isAbsent: true, $"there is no file {path} here", "Put the file there: paths are read as they stand.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw Unusable(field, $"{path} cannot be read: {unreadable.Message}", "Make the file readable.");
        }
    }

    private static ClientTlsFileException Unusable(string field, string problem, string remedy) => new(field, isAbsent: false, problem, remedy);
}
