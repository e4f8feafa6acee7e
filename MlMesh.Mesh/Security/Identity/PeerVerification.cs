using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MlMesh.Mesh.Security.Identity;

/// <summary>Decides whether a peer's certificate is a valid X.509-SVID of the mesh's authority.</summary>
internal static class PeerVerification
{
    /// <summary>Verifies a peer.</summary>
    /// <param name="certificate">The peer's certificate; none when it sent none.</param>
    /// <param name="errors">What TLS found, with the chain built to the mesh's authority and at this moment.</param>
    /// <param name="reason">What is wrong; empty when nothing is.</param>
    /// <returns>The peer's identity; none when it has not proved any.</returns>
    public static SpiffeId? Verify(X509Certificate? certificate, SslPolicyErrors errors, out string reason)
    {
        reason = "";
        // A server is known by its URI; it need not have a host name.
        errors &= ~SslPolicyErrors.RemoteCertificateNameMismatch;
        if (certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
            reason = "PEER_DID_NOT_RETURN_A_CERTIFICATE";
        else if (errors != SslPolicyErrors.None)
            reason = "CERTIFICATE_VERIFY_FAILED:verify cert failed: not issued by the mesh's authority, expired, or not for this use";
        if (reason.Length > 0)
            return null;
        try
        {
            var id = Identity((X509Certificate2)certificate!);
            if (id is null)
                reason = "CERTIFICATE_VERIFY_FAILED:verify cert failed: no X.509-SVID";
            return id;
        }
        catch (CryptographicException malformed)
        {
            reason = $"CERTIFICATE_VERIFY_FAILED:verify cert failed: {malformed.Message}";
            return null;
        }
    }

    // The standard's rules for a leaf: one SPIFFE ID with a path, no authority, a key that signs handshakes and nothing else.
    private static SpiffeId? Identity(X509Certificate2 certificate)
    {
        if (UriNames.Of(certificate) is not [var uri] || !SpiffeId.TryParse(uri, out var id) || id.IsTrustDomain)
            return null;
        var mayBe = false;
        foreach (var extension in certificate.Extensions)
        {
            if (extension is X509BasicConstraintsExtension { CertificateAuthority: true })
                return null;
            if (extension is not X509KeyUsageExtension usage)
                continue;
            mayBe = usage.KeyUsages.HasFlag(X509KeyUsageFlags.DigitalSignature)
                && (usage.KeyUsages & (X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign)) == 0;
        }

        return mayBe ? id : null;
    }
}
