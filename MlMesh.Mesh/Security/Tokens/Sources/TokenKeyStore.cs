using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Security.Tokens.Keys;

namespace MlMesh.Mesh.Security.Tokens.Sources;

/// <summary>The keys of all issuers, kept while policies change, so that neither keys nor verified tokens are lost. Thread-safe.</summary>
internal sealed class TokenKeyStore(JwksFetcher fetcher, TimeProvider time, ILogger logger) : IDisposable
{
    // Far more issuers than a proxy has; policies that came and went are forgotten then.
    private const int MaximumSources = 256;

    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(string Jwks, string JwksUri, string Issuer, TimeSpan Timeout), IKeySource> _sources = new();

    /// <summary>The keys of a rule: <c>jwks</c>, else those at <c>jwksUri</c>, else those that the issuer's OpenID configuration names.</summary>
    public IKeySource For(JwtRule rule)
    {
        if (_sources.Count >= MaximumSources)
            _sources.Clear();
        var timeout = rule.Timeout is { } stated && stated > TimeSpan.Zero ? stated : DefaultTimeout;
        return _sources.GetOrAdd(rule switch
        {
            { Jwks.Length: > 0 } => (rule.Jwks, "", "", TimeSpan.Zero),
            { JwksUri.Length: > 0 } => ("", rule.JwksUri, "", timeout),
            _ => ("", "", rule.Issuer, timeout),
        }, static (key, store) => store.Create(key.Jwks, key.JwksUri, key.Issuer, key.Timeout), this);
    }

    /// <inheritdoc/>
    public void Dispose() => fetcher.Dispose();

    private IKeySource Create(string jwks, string jwksUri, string issuer, TimeSpan timeout)
    {
        if (jwks.Length > 0)
            return new StatedKeys(TokenKeyReader.Read(Encoding.UTF8.GetBytes(jwks)));
        return jwksUri.Length > 0
            ? new FetchedKeys(jwksUri, cancellationToken => fetcher.FetchAsync(jwksUri, cancellationToken), timeout, time, logger)
            : new FetchedKeys(issuer, cancellationToken => fetcher.DiscoverAsync(issuer, cancellationToken), timeout, time, logger);
    }
}
