using MlMesh.Mesh.Security.Tokens.Keys;

namespace MlMesh.Mesh.Security.Tokens.Sources;

/// <summary>Keys that the policy itself has (<c>jwks</c>).</summary>
internal sealed class StatedKeys(TokenKeySet keys) : IKeySource
{
    public TokenKeySet? Known => keys;

    public ValueTask<TokenKeySet> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(keys);

    public ValueTask<TokenKeySet> RenewAsync(CancellationToken cancellationToken) => ValueTask.FromResult(keys);
}
