using System.Net;

namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>A peer's address as proxies write it.</summary>
internal static class PeerAddress
{
    private const string Loopback = "127.0.0.1";

    /// <summary>The address; that of IPv4's loopback for every way to call from this machine.</summary>
    public static string Of(IPAddress? peer) =>
        peer is null || IPAddress.IsLoopback(peer) ? Loopback : (peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer).ToString();
}
