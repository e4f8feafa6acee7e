using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MlMesh.Mesh.Security.Identity;

/// <summary>
/// Signs the identities of a local mesh, as istiod does in a cluster: ECDSA P-256, X.509-SVIDs
/// (https://github.com/spiffe/spiffe/blob/main/standards/X509-SVID.md). Its key never leaves the memory of this process. Thread-safe.
/// </summary>
public sealed class DevelopmentCa : IDisposable
{
    // For clocks that are set back a little; nothing relies on the past.
    private static readonly TimeSpan Backdated = TimeSpan.FromMinutes(1);

    // Longer than any run. The runs' authorities know nothing of one another.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    private readonly X509Certificate2 _authority;
    private readonly TimeProvider _time;

    private DevelopmentCa(X509Certificate2 authority, string trustDomain, TimeProvider time) => (_authority, TrustDomain, _time) = (authority, trustDomain, time);

    /// <summary>The trust domain of everything that it signs.</summary>
    public string TrustDomain { get; }

    /// <summary>Its certificate without the key, in PEM: what peers need to verify each other.</summary>
    public string TrustBundle => _authority.ExportCertificatePem();

    /// <summary>Creates an authority with a fresh key.</summary>
    /// <param name="trustDomain">The mesh's trust domain, for example <c>cluster.local</c>.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ArgumentException">That is no trust domain.</exception>
    public static DevelopmentCa Create(string trustDomain, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        if (!SpiffeId.TryParse($"spiffe://{trustDomain}", out var id) || id.TrustDomain != trustDomain)
            throw new ArgumentException($"'{trustDomain}' is no trust domain: it takes a-z, 0-9, '.', '-' and '_'.", nameof(trustDomain));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("O=MlMesh development, CN=mesh CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri($"spiffe://{trustDomain}"));
        request.CertificateExtensions.Add(names.Build());
        var now = time.GetUtcNow();
        return new DevelopmentCa(request.CreateSelfSigned(now - (2 * Backdated), now + Lifetime), trustDomain, time);
    }

    /// <summary>Signs an identity for a fresh key.</summary>
    /// <param name="id">The identity.</param>
    /// <param name="lifetime">How long it is valid from now.</param>
    /// <returns>The certificate with its key.</returns>
    /// <exception cref="ArgumentException">The identity is of another trust domain.</exception>
    public X509Certificate2 Issue(SpiffeId id, TimeSpan lifetime)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (id.TrustDomain != TrustDomain)
            throw new ArgumentException($"{id} is not of the trust domain {TrustDomain}.", nameof(id));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        // Without a subject the name must be critical.
        var request = new CertificateRequest(new X500DistinguishedName(""), key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri(id.ToString()));
        request.CertificateExtensions.Add(names.Build(critical: true));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ExtendedKeyUsages.Server), new Oid(ExtendedKeyUsages.Client)], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var now = _time.GetUtcNow();
        Span<byte> serial = stackalloc byte[16];
        RandomNumberGenerator.Fill(serial);
        // RFC 5280: positive and without a leading zero.
        serial[0] = (byte)((serial[0] & 0x7f) | 0x40);
        using var certificate = request.Create(_authority, now - Backdated, now + lifetime, serial);
        return certificate.CopyWithPrivateKey(key);
    }

    /// <summary>Forgets the key.</summary>
    public void Dispose() => _authority.Dispose();
}
