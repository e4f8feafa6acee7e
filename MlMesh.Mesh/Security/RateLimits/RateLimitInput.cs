using MlMesh.Mesh.Routing;

namespace MlMesh.Mesh.Security.RateLimits;

/// <summary>What descriptors are made of. Holds references only, so that building one allocates nothing.</summary>
internal readonly ref struct RateLimitInput
{
    /// <summary>The request.</summary>
    public required RequestHead Head { get; init; }

    /// <summary>The connection's peer.</summary>
    public required string PeerAddress { get; init; }

    /// <summary>Whether the last address of <c>x-forwarded-for</c> stands for the client, as at sidecars.</summary>
    public required bool TrustsForwardedFor { get; init; }

    /// <summary>The proxy's own cluster name, <c>app.namespace</c>.</summary>
    public required string SourceCluster { get; init; }

    /// <summary>The cluster that was drawn; none when nothing is forwarded.</summary>
    public string? DestinationCluster { get; init; }

    /// <summary>The claims of the verified token; none without one.</summary>
    public ITokenClaims? Token { get; init; }
}
