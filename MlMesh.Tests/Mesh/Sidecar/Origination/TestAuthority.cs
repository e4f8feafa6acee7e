using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MlMesh.Tests.Mesh.Sidecar.Origination;

/// <summary>An authority outside of the mesh, for servers and their clients.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly X509Certificate2 _certificate;

    public TestAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        _certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));
    }

    public string Pem => _certificate.ExportCertificatePem();

    public string KeyPem => _certificate.Key();

    /// <summary>Signs a certificate for servers and clients.</summary>
    /// <param name="name">Its subject, which is nobody's name.</param>
    /// <param name="names">Its subjectAltNames: URIs, addresses and hosts.</param>
    public X509Certificate2 Issue(string name, params string[] names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var alternative in names)
        {
            if (alternative.Contains("://", StringComparison.Ordinal))
                alternatives.AddUri(new Uri(alternative));
            else if (IPAddress.TryParse(alternative, out var address))
                alternatives.AddIpAddress(address);
            else
                alternatives.AddDnsName(alternative);
        }

        if (names.Length > 0)
            request.CertificateExtensions.Add(alternatives.Build());
        using var signed = request.Create(_certificate, _certificate.NotBefore, _certificate.NotAfter, RandomNumberGenerator.GetBytes(8));
        using var withKey = signed.CopyWithPrivateKey(key);
        // Schannel takes no key that exists in memory only.
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }

    public void Dispose() => _certificate.Dispose();
}
