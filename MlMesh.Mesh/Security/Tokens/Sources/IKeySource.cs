using MlMesh.Mesh.Security.Tokens.Keys;

namespace MlMesh.Mesh.Security.Tokens.Sources;

/// <summary>Where the keys of an issuer come from. Thread-safe.</summary>
internal interface IKeySource
{
    /// <summary>The keys that can be used without waiting; none while they have yet to be fetched.</summary>
    TokenKeySet? Known { get; }

    /// <summary>The keys; where they cannot be had, ones that verify nothing.</summary>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    ValueTask<TokenKeySet> GetAsync(CancellationToken cancellationToken);

    /// <summary>Newer keys than the known ones, because a token names a key that is not among them; the same when there are none yet.</summary>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    ValueTask<TokenKeySet> RenewAsync(CancellationToken cancellationToken);
}
