namespace MlMesh.Mesh.Resources;

/// <summary>Where a request comes from; all fields that are set must match.</summary>
public sealed record Source
{
    /// <summary>Identities of the peer.</summary>
    public IReadOnlyList<string> Principals { get; init; } = [];

    /// <summary>Identities that it must not have.</summary>
    public IReadOnlyList<string> NotPrincipals { get; init; } = [];

    /// <summary>Identities of the token.</summary>
    public IReadOnlyList<string> RequestPrincipals { get; init; } = [];

    /// <summary>Identities that it must not have.</summary>
    public IReadOnlyList<string> NotRequestPrincipals { get; init; } = [];

    /// <summary>Namespaces of the peer.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>Namespaces that it must not be in.</summary>
    public IReadOnlyList<string> NotNamespaces { get; init; } = [];

    /// <summary>Service accounts of the peer.</summary>
    public IReadOnlyList<string> ServiceAccounts { get; init; } = [];

    /// <summary>Service accounts that it must not have.</summary>
    public IReadOnlyList<string> NotServiceAccounts { get; init; } = [];

    /// <summary>Addresses of the connection.</summary>
    public IReadOnlyList<string> IpBlocks { get; init; } = [];

    /// <summary>Addresses that it must not have.</summary>
    public IReadOnlyList<string> NotIpBlocks { get; init; } = [];

    /// <summary>Addresses of the client.</summary>
    public IReadOnlyList<string> RemoteIpBlocks { get; init; } = [];

    /// <summary>Addresses that it must not have.</summary>
    public IReadOnlyList<string> NotRemoteIpBlocks { get; init; } = [];

    /// <summary>Trust domains of the peer.</summary>
    public IReadOnlyList<string> TrustDomains { get; init; } = [];

    /// <summary>Trust domains that it must not be in.</summary>
    public IReadOnlyList<string> NotTrustDomains { get; init; } = [];
}
