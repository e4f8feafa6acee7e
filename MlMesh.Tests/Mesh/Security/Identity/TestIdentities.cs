using Microsoft.Extensions.Logging.Abstractions;
using MlMesh.Mesh.Security.Identity;
using MlMesh.Tests.AppHost.Embedded;

namespace MlMesh.Tests.Mesh.Security.Identity;

/// <summary>An authority and the folders of what it signs.</summary>
internal sealed class TestIdentities : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DevelopmentCa _authority;

    public TestIdentities(TimeProvider? signedAt = null) => _authority = DevelopmentCa.Create("cluster.local", signedAt ?? TimeProvider.System);

    /// <summary>The folder of a service account.</summary>
    public string Folder(string account) => _folder.File(account);

    /// <summary>Signs an identity and puts it into its account's folder.</summary>
    public void Sign(string account, TimeSpan? lifetime = null)
    {
        using var svid = _authority.Issue(SpiffeId.OfServiceAccount("cluster.local", "ml-services", account), lifetime ?? TimeSpan.FromHours(1));
        SvidFolder.Write(Folder(account), svid, _authority.TrustBundle);
    }

    /// <summary>A workload's view of its folder, with a fresh identity in it.</summary>
    public IdentitySource Source(string account, TimeProvider? time = null, TimeSpan? lifetime = null)
    {
        Sign(account, lifetime);
        return new IdentitySource(Folder(account), time ?? TimeProvider.System, NullLogger.Instance);
    }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }
}
