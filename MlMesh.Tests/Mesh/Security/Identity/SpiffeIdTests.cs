using MlMesh.Mesh.Security.Identity;
using Xunit;

namespace MlMesh.Tests.Mesh.Security.Identity;

public sealed class SpiffeIdTests
{
    [Theory]
    [InlineData("spiffe://cluster.local/ns/ml-services/sa/gateway", "cluster.local")]
    [InlineData("spiffe://example.org", "example.org")]
    [InlineData("spiffe://1-2_3/A.b_c-D", "1-2_3")]
    public void An_identity_is_read(string text, string trustDomain)
    {
        Assert.True(SpiffeId.TryParse(text, out var id));
        Assert.Equal((text, trustDomain), (id.ToString(), id.TrustDomain));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("spiffe://")]
    [InlineData("spiffe:///ns/a/sa/b")]
    [InlineData("SPIFFE://cluster.local/ns/a/sa/b")]
    [InlineData("https://cluster.local/ns/a/sa/b")]
    [InlineData("spiffe://Cluster.local/ns/a/sa/b")]
    [InlineData("spiffe://cluster.local:443/ns/a/sa/b")]
    [InlineData("spiffe://user@cluster.local/ns/a")]
    [InlineData("spiffe://cluster.local/")]
    [InlineData("spiffe://cluster.local/ns//sa/b")]
    [InlineData("spiffe://cluster.local/ns/a/sa/b/")]
    [InlineData("spiffe://cluster.local/ns/../sa/b")]
    [InlineData("spiffe://cluster.local/ns/./sa/b")]
    [InlineData("spiffe://cluster.local/ns/a%2Fb/sa/c")]
    [InlineData("spiffe://cluster.local/ns/a/sa/b?x=1")]
    [InlineData("spiffe://cluster.local/ns/a/sa/b#x")]
    [InlineData("spiffe://cluster.local/ns/ä/sa/b")]
    public void What_the_standard_forbids_is_no_identity(string? text) => Assert.False(SpiffeId.TryParse(text, out _));

    [Fact]
    public void An_endless_identity_is_none()
    {
        Assert.False(SpiffeId.TryParse($"spiffe://cluster.local/{new string('a', 3000)}", out _));
        Assert.False(SpiffeId.TryParse($"spiffe://{new string('a', 256)}/ns/a/sa/b", out _));
    }

    [Theory]
    [InlineData("cluster.local", "a/b", "c")]
    [InlineData("cluster.local", "a", "..")]
    [InlineData("cluster.local", "", "c")]
    [InlineData("cluster.local/x", "a", "c")]
    public void A_service_account_cannot_pose_as_another_by_its_name(string trustDomain, string ns, string account) =>
        Assert.Throws<ArgumentException>(() => SpiffeId.OfServiceAccount(trustDomain, ns, account));
}
