using MlMesh.Mesh.Security.Identity;
using MlMesh.Tests.Mesh.Traffic;
using Xunit;

namespace MlMesh.Tests.Mesh.Security.Identity;

public sealed class IdentitySourceTests
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_rotated_identity_is_taken_up_by_who_asks_next()
    {
        using var identities = new TestIdentities();
        var clock = new ManualClock();
        var source = identities.Source("gateway", clock);
        var first = source.Current;

        identities.Sign("gateway");
        clock.Advance(LongEnough);

        Assert.NotEqual(first.CertificateHash, source.Current.CertificateHash);
        Assert.Equal(first.Id, source.Current.Id);
    }

    [Fact]
    public void Without_a_rotation_it_stays_the_same()
    {
        using var identities = new TestIdentities();
        var clock = new ManualClock();
        var source = identities.Source("gateway", clock);
        var first = source.Current;

        clock.Advance(LongEnough);

        Assert.Same(first, source.Current);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    [InlineData(null)]
    public void A_file_that_breaks_or_goes_away_leaves_the_identity_in_use(string? content)
    {
        using var identities = new TestIdentities();
        var clock = new ManualClock();
        var source = identities.Source("gateway", clock);
        var first = source.Current;
        var file = Path.Combine(identities.Folder("gateway"), "svid.pem");

        File.Delete(file);
        if (content is not null)
            File.WriteAllText(file, content);
        clock.Advance(LongEnough);
        Assert.Same(first, source.Current);

        identities.Sign("gateway");
        clock.Advance(LongEnough);
        Assert.NotSame(first, source.Current);
    }

    [Fact]
    public void A_workload_without_identity_does_not_start() =>
        Assert.ThrowsAny<IOException>(() => new IdentitySource(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("n")), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance));

    [Fact]
    public void A_link_in_place_of_the_folder_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        using var identities = new TestIdentities();
        identities.Sign("gateway");
        Directory.CreateSymbolicLink(identities.Folder("link"), identities.Folder("gateway"));

        Assert.Throws<IOException>(() => identities.Sign("link"));
    }
}
