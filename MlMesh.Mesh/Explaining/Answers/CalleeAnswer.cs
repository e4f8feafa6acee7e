using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;

namespace MlMesh.Mesh.Explaining.Answers;

/// <summary>What a workload that a request may reach says to it.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="Port">Its port.</param>
/// <param name="PeerIdentity">The caller's identity as the workload's proxy sees it; null without mTLS.</param>
/// <param name="Mode">Which connections its PeerAuthentications let it take; null when it has no proxy.</param>
/// <param name="TakesConnection">Whether it takes the caller's; otherwise the connection is cut off before any HTTP.</param>
/// <param name="Authorization">What its policies say; null when it has no proxy to ask.</param>
public sealed record CalleeAnswer(Workload Workload, int Port, string? PeerIdentity, MutualTlsMode? Mode, bool TakesConnection, AuthorizationAnswer? Authorization)
{
    /// <summary>Whether the request gets to the application.</summary>
    public bool IsReached => TakesConnection && Authorization is not { Allowed: false };
}
