using System.Collections.Concurrent;
using MlMesh.Mesh.Routing.Clusters;

namespace MlMesh.Mesh.Security.Origination;

/// <summary>
/// The files of TLS towards hosts as they are now: each connection that opens looks whether they changed. While changed ones cannot be used, the last good ones stay, as
/// Envoy keeps a secret until the next one arrives. Thread-safe.
/// </summary>
internal sealed class ClientTlsFileCache
{
    private readonly ConcurrentDictionary<TlsOrigination, ClientTlsFiles> _known = new();

    /// <summary>The files' contents.</summary>
    /// <exception cref="ClientTlsFileException">They were never usable.</exception>
    public ClientTlsFiles Get(TlsOrigination origination)
    {
        if (_known.TryGetValue(origination, out var files) && files.AreCurrent)
            return files;
        try
        {
            return _known[origination] = ClientTlsFiles.Read(origination);
        }
        catch (ClientTlsFileException) when (files is not null)
        {
            return files;
        }
    }
}
