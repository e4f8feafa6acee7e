using Microsoft.Extensions.Logging;

namespace MlMesh.Mesh.Security.Identity;

/// <summary>What identities and their connections log.</summary>
internal static partial class IdentityLog
{
    [LoggerMessage(1, LogLevel.Debug, "Took up a new certificate for {Id}")]
    public static partial void Rotated(ILogger logger, SpiffeId id);

    [LoggerMessage(2, LogLevel.Warning, "The certificate for {Id} was not renewed: {Reason}. The one in use stays until it expires.")]
    public static partial void NotRotated(ILogger logger, SpiffeId id, string reason);

    [LoggerMessage(3, LogLevel.Warning, "The mesh port refused the TLS connection from {Peer}: {Reason}")]
    public static partial void Refused(ILogger logger, System.Net.EndPoint? peer, string reason);

    [LoggerMessage(4, LogLevel.Warning, "The mesh port cut off the plaintext connection from {Peer}: PeerAuthentication is STRICT")]
    public static partial void PlaintextCutOff(ILogger logger, System.Net.EndPoint? peer);
}
