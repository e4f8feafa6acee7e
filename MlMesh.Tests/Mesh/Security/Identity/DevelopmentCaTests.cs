using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MlMesh.Mesh.Security.Identity;
using Xunit;

namespace MlMesh.Tests.Mesh.Security.Identity;

/// <summary>What the SPIFFE standard asks of an X.509-SVID, read from the certificate itself.</summary>
public sealed class DevelopmentCaTests
{
    private static readonly SpiffeId Gateway = SpiffeId.OfServiceAccount("cluster.local", "ml-services", "gateway");

    [Fact]
    public void An_SVID_has_one_critical_URI_and_no_subject()
    {
        using var authority = DevelopmentCa.Create("cluster.local", TimeProvider.System);
        using var svid = authority.Issue(Gateway, TimeSpan.FromHours(1));

        Assert.Empty(svid.SubjectName.Name);
        Assert.True(svid.Extensions["2.5.29.17"]!.Critical);
        Assert.Equal(["spiffe://cluster.local/ns/ml-services/sa/gateway"], UriNames.Of(svid));
    }

    [Fact]
    public void An_SVID_signs_handshakes_as_client_and_server_and_nothing_else()
    {
        using var authority = DevelopmentCa.Create("cluster.local", TimeProvider.System);
        using var svid = authority.Issue(Gateway, TimeSpan.FromHours(1));

        var usage = Assert.Single(svid.Extensions.OfType<X509KeyUsageExtension>());
        Assert.Equal((X509KeyUsageFlags.DigitalSignature, true), (usage.KeyUsages, usage.Critical));
        var purposes = Assert.Single(svid.Extensions.OfType<X509EnhancedKeyUsageExtension>());
        Assert.Equal(["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"], purposes.EnhancedKeyUsages.Cast<Oid>().Select(oid => oid.Value!));
        Assert.False(Assert.Single(svid.Extensions.OfType<X509BasicConstraintsExtension>()).CertificateAuthority);
        using var key = svid.GetECDsaPrivateKey()!;
        Assert.Equal("1.2.840.10045.3.1.7", key.ExportParameters(false).Curve.Oid.Value);
    }

    [Fact]
    public void An_SVID_lasts_as_long_as_asked_for_and_each_has_a_key_of_its_own()
    {
        using var authority = DevelopmentCa.Create("cluster.local", TimeProvider.System);
        var before = DateTime.Now;
        using var svid = authority.Issue(Gateway, TimeSpan.FromMinutes(5));
        using var next = authority.Issue(Gateway, TimeSpan.FromMinutes(5));

        // Certificates count in seconds.
        Assert.InRange(svid.NotAfter, before.AddMinutes(5).AddSeconds(-1), DateTime.Now.AddMinutes(5));
        Assert.NotEqual(svid.SerialNumber, next.SerialNumber);
        Assert.NotEqual(svid.GetPublicKeyString(), next.GetPublicKeyString());
    }

    [Fact]
    public void The_bundle_vouches_for_what_the_authority_signed_and_holds_no_key()
    {
        using var authority = DevelopmentCa.Create("cluster.local", TimeProvider.System);
        using var other = DevelopmentCa.Create("cluster.local", TimeProvider.System);
        using var svid = authority.Issue(Gateway, TimeSpan.FromHours(1));

        Assert.True(IsVouchedFor(svid, authority.TrustBundle));
        Assert.False(IsVouchedFor(svid, other.TrustBundle));
        Assert.DoesNotContain("PRIVATE", authority.TrustBundle, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_signed_for_another_trust_domain()
    {
        using var authority = DevelopmentCa.Create("cluster.local", TimeProvider.System);

        Assert.Throws<ArgumentException>(() => authority.Issue(SpiffeId.OfServiceAccount("elsewhere", "ml-services", "gateway"), TimeSpan.FromHours(1)));
        Assert.Throws<ArgumentException>(() => DevelopmentCa.Create("Not A Domain", TimeProvider.System));
    }

    private static bool IsVouchedFor(X509Certificate2 svid, string bundle)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.Add(X509Certificate2.CreateFromPem(bundle));
        return chain.Build(svid);
    }
}
