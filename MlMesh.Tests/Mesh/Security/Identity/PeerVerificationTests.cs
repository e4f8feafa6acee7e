using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MlMesh.Mesh.Security.Identity;
using Xunit;

namespace MlMesh.Tests.Mesh.Security.Identity;

/// <summary>Certificates that the authority may have signed and that are no X.509-SVIDs all the same.</summary>
public sealed class PeerVerificationTests
{
    private const string Gateway = "spiffe://cluster.local/ns/ml-services/sa/gateway";

    [Fact]
    public void A_leaf_with_one_SPIFFE_ID_is_that_workload()
    {
        using var certificate = Certificate([Gateway]);

        Assert.Equal(Gateway, PeerVerification.Verify(certificate, SslPolicyErrors.RemoteCertificateNameMismatch, out _)?.ToString());
    }

    [Theory]
    [InlineData(SslPolicyErrors.RemoteCertificateChainErrors)]
    [InlineData(SslPolicyErrors.RemoteCertificateNotAvailable)]
    [InlineData(SslPolicyErrors.RemoteCertificateChainErrors | SslPolicyErrors.RemoteCertificateNameMismatch)]
    public void What_TLS_does_not_trust_has_no_identity(SslPolicyErrors errors)
    {
        using var certificate = Certificate([Gateway]);

        Assert.Null(PeerVerification.Verify(certificate, errors, out var reason));
        Assert.NotEmpty(reason);
    }

    [Fact]
    public void Nobody_has_no_identity() => Assert.Null(PeerVerification.Verify(null, SslPolicyErrors.None, out _));

    [Theory]
    [InlineData]
    [InlineData(Gateway, "spiffe://cluster.local/ns/ml-services/sa/model-inference")]
    [InlineData("https://cluster.local/ns/ml-services/sa/gateway")]
    [InlineData("spiffe://cluster.local")]
    public void A_certificate_without_exactly_one_workload_identity_has_none(params string[] uris)
    {
        using var certificate = Certificate(uris);

        Assert.Null(PeerVerification.Verify(certificate, SslPolicyErrors.None, out _));
    }

    [Theory]
    [InlineData(true, X509KeyUsageFlags.DigitalSignature)]
    [InlineData(false, X509KeyUsageFlags.KeyEncipherment)]
    [InlineData(false, X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyCertSign)]
    [InlineData(false, X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.CrlSign)]
    public void An_authority_or_a_key_for_anything_but_handshakes_is_no_workload(bool isAuthority, X509KeyUsageFlags usages)
    {
        using var certificate = Certificate([Gateway], isAuthority, usages);

        Assert.Null(PeerVerification.Verify(certificate, SslPolicyErrors.None, out _));
    }

    [Fact]
    public void A_malformed_name_is_no_identity_and_no_crash()
    {
        using var certificate = Certificate([], name: new X509Extension("2.5.29.17", [0x30, 0x05, 0x86, 0x7f, 0x01], critical: true));

        Assert.Null(PeerVerification.Verify(certificate, SslPolicyErrors.None, out var reason));
        Assert.Contains("malformed", reason, StringComparison.Ordinal);
    }

    private static X509Certificate2 Certificate(
        string[] uris, bool isAuthority = false, X509KeyUsageFlags usages = X509KeyUsageFlags.DigitalSignature, X509Extension? name = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var uri in uris)
            names.AddUri(new Uri(uri));
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(name ?? names.Build(critical: true));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usages, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddHours(1));
    }
}
