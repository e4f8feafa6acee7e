using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Lookup;

/// <summary>The server certificate of a Secret, as Istio's gateways read it.</summary>
internal static class ServerCertificates
{
    private static readonly (string Certificate, string Key)[] KeyNames = [("tls.crt", "tls.key"), ("cert", "key")];

    /// <summary>Whether the Secret holds a certificate with its key, and the certificate is valid now.</summary>
    public static bool IsValid(SecretResource secret, DateTimeOffset now)
    {
        foreach (var (certificateKey, keyKey) in KeyNames)
        {
            if (Text(secret, certificateKey) is { Length: > 0 } certificate)
                return Text(secret, keyKey) is { Length: > 0 } && IsValid(certificate, now);
        }

        return false;
    }

    private static bool IsValid(string pem, DateTimeOffset now)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(pem);
            return certificate.NotBefore.ToUniversalTime() <= now.UtcDateTime && now.UtcDateTime <= certificate.NotAfter.ToUniversalTime();
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static string? Text(SecretResource secret, string key)
    {
        if (secret.StringData.TryGetValue(key, out var text))
            return text;
        if (!secret.Data.TryGetValue(key, out var encoded))
            return null;

        var bytes = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }
}
