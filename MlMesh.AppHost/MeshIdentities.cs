using MlMesh.Mesh.Security.Identity;

namespace MlMesh.AppHost;

/// <summary>
/// What istiod's certificate authority is in a cluster: signs an identity for every workload of this run and puts it where the workload's process finds it. The
/// authority's key is in this process's memory only. Thread-safe.
/// </summary>
internal sealed class MeshIdentities : IDisposable
{
    private readonly DevelopmentCa _authority;
    private readonly RunFolder _folder;
    private readonly TimeSpan _lifetime;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SpiffeId> _issued = new(StringComparer.Ordinal);

    /// <param name="folder">Where the identities' folders are made.</param>
    /// <param name="trustDomain">The mesh's trust domain.</param>
    /// <param name="lifetime">How long an identity is valid.</param>
    /// <param name="time">The clock.</param>
    public MeshIdentities(RunFolder folder, string trustDomain, TimeSpan lifetime, TimeProvider time)
    {
        _authority = DevelopmentCa.Create(trustDomain, time);
        (_folder, _lifetime, _time, Signed) = (folder, lifetime, time, time.GetUtcNow());
    }

    /// <summary>Since when the oldest identity in use is valid.</summary>
    public DateTimeOffset Signed { get; private set; }

    /// <summary>Signs a workload's first identity.</summary>
    /// <param name="ns">Its namespace.</param>
    /// <param name="workload">Its name.</param>
    /// <param name="serviceAccount">Its service account.</param>
    /// <returns>The folder of <c>svid.pem</c> and <c>bundle.pem</c>.</returns>
    public string Issue(string ns, string workload, string serviceAccount)
    {
        var folder = Path.Combine(_folder.Path, $"{ns}.{workload}");
        lock (_gate)
        {
            _issued[folder] = SpiffeId.OfServiceAccount(_authority.TrustDomain, ns, serviceAccount);
            Write(folder);
        }

        return folder;
    }

    /// <summary>Replaces every identity by a new one.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public void Rotate()
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            foreach (var folder in _issued.Keys)
                Write(folder);
            Signed = now;
        }
    }

    public void Dispose() => _authority.Dispose();

    private void Write(string folder)
    {
        using var svid = _authority.Issue(_issued[folder], _lifetime);
        SvidFolder.Write(folder, svid, _authority.TrustBundle);
    }
}
