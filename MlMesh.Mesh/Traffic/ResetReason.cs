namespace MlMesh.Mesh.Traffic;

/// <summary>Why a try ended without a complete answer, as Envoy tells them apart.</summary>
internal enum ResetReason
{
    /// <summary>It did not.</summary>
    None,

    /// <summary>No connection: refused or unreachable.</summary>
    RemoteConnectionFailure,

    /// <summary>No connection within the connect timeout.</summary>
    ConnectionTimeout,

    /// <summary>The connection ended after the request was sent.</summary>
    ConnectionTermination,

    /// <summary>A limit of the connection pool.</summary>
    Overflow,

    /// <summary>The proxy gave the try up (a per-try timeout).</summary>
    LocalReset,

    /// <summary>The answer was not HTTP.</summary>
    ProtocolError,

    /// <summary>No endpoint could be chosen.</summary>
    NoHealthyUpstream,

    /// <summary>The client went away, so nobody waits for the answer.</summary>
    ClientGone,
}
